# Si un contact est bien la personne qu'il dit être. Deux moyens : douze mots à comparer, une question dont lui seul a la réponse.

verify-device-changed = Non vérifié : l’appareil a changé sans explication
verify-not-verified = Non vérifié
# $day : Aujourd'hui, Hier ou une date.
verify-by-words = Vérifié en comparant les mots · { $day }
verify-by-question = Vérifié par l’une de vos questions · { $day }
verify-withdraw = Retirer

# Les deux moyens.

verify-twelve-words = Douze mots
verify-question = Question
verify-they-ask-you = On vous demande

# Les douze mots sont toujours en anglais et se lisent à voix haute.

verify-compare = Comparez ces mots avec { $name } par téléphone ou en personne, pas dans cette conversation. Si les douze sont identiques, personne ne se trouve entre vous.
verify-no-use = L’appareil de cette personne a changé sans explication, et une clé copiée montre les mêmes mots. Réglez d’abord cela, par téléphone ou en personne ; continuez ensuite dans la conversation.
verify-scan = Si vous vous rencontrez, vous pouvez scanner ce code avec un lecteur de QR : il contient les mêmes mots.
verify-same = Ils sont identiques
verify-compared = Comparés
verify-differ = Si ne serait-ce qu’un mot diffère, quelqu’un se trouve peut-être entre vous. N’écrivez rien. Supprimez ce contact, et ajoutez-le à nouveau avec une adresse venant d’une source de confiance.

# Une question de nous.

verify-ask-how = Posez une question à laquelle seul votre contact { $name } peut répondre, et tapez la réponse que vous attendez. Il voit la question. Aucune des deux réponses n’est envoyée : on apprend seulement si elles sont identiques.
verify-question-hint = Où nous sommes-nous rencontrés ?
verify-expected-hint = Un seul mot, de préférence
verify-answer = Réponse
verify-form = Les majuscules ne comptent pas, ni les espaces avant et après.
verify-ask = Demander
verify-tries = Une vérification qui échoue consomme un essai sur { $max } par jour. Il en reste : { $left }.

# Pourquoi rien ne peut être demandé maintenant.

verify-settle-first = L’appareil de cette personne a changé sans explication. Réglez d’abord cela, dans la conversation.
verify-not-accepted = Cette personne n’a pas encore accepté votre demande.
verify-no-tries = Trois vérifications ont échoué. Comparez les douze mots, ou redemandez dans un jour.
verify-not-online = Vous pourrez demander dès que cette personne sera en ligne.

# Notre question est en chemin.

verify-awaited = Votre question est en chemin, la réponse est attendue. Vous pouvez continuer à écrire entre-temps.
verify-you-ask = Vous demandez
verify-withdraw-question = Retirer la question

# Une question de l'autre.

verify-asked = { $name } vous demande ceci, pour vérifier que c’est bien vous.
verify-they-ask = Sa question
verify-reply-hint = Votre réponse
verify-send-answer = Répondre
verify-decline = Refuser
verify-reply-means = Votre réponse n’est pas envoyée : l’autre apprend seulement si c’est celle qu’il attend. Cela ne vous montre rien sur cette personne ; pour cela, posez ensuite votre propre question.
verify-confirming = Votre réponse est comparée avec la sienne. Son programme dira dans un instant comment cela s’est terminé.
verify-end = Arrêter la vérification

# Comment la dernière vérification s'est terminée. Qui répond montre qui il est à celui qui a demandé, et à personne d'autre.

verify-outcome-same = Les réponses sont identiques. L’identité de { $name } est vérifiée.
verify-outcome-same-theirs = Les réponses sont identiques. Cette personne sait maintenant que c’est vous. Pour la vérifier, posez votre propre question.
verify-outcome-different = Les réponses ne sont pas identiques : une faute de frappe, ou quelqu’un d’autre. Comparez les douze mots par téléphone ou en personne, ou redemandez. D’ici là, n’écrivez rien qui doive rester entre vous.
verify-outcome-different-theirs = Les réponses ne sont pas identiques : une faute de frappe, ou deux réponses à une même question. Cette personne ne sait pas encore que c’est vous. Comparez les douze mots par téléphone ou en personne, ou laissez-la redemander.
verify-outcome-ended = La vérification s’est terminée sans résultat : elle a été retirée ou refusée, ou la connexion a été perdue.
verify-close = Fermer
