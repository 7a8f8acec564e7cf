# La bande au-dessus de la liste des contacts, pendant que le chemin vers Tor s'établit.

connection-patience = La première fois, cela prend jusqu’à une minute, plus longtemps par un pont.
connection-publishing = Tor fonctionne. Tant que votre adresse n’est pas publiée, on ne peut pas vous appeler.
connection-stalled = Cela prend plus longtemps que d’habitude. Tor est peut-être lent ou bloqué là où vous êtes.
connection-bridges = Configurer des ponts

connection-on-tails = Vous êtes sur Tails. Il ne laisse sortir que son propre Tor : le Tor de Sotto ne peut pas se connecter ici. Pour l’instant, utilisez Sotto sur un autre système.
connection-on-whonix = Vous êtes sur Whonix. Il ne laisse sortir que son propre Tor : le Tor de Sotto ne peut pas se connecter ici. Pour l’instant, utilisez Sotto sur un autre système.
