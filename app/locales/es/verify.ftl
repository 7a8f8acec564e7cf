# Si un contacto es quien dice ser. Dos maneras: doce palabras que comparar, una pregunta que solo esa persona puede responder.

verify-device-changed = Sin verificar: su dispositivo cambió sin explicación
verify-not-verified = Sin verificar
# $day: Hoy, Ayer o una fecha.
verify-by-words = Verificado comparando palabras · { $day }
verify-by-question = Verificado con una pregunta de usted · { $day }
verify-withdraw = Retirar

# Las dos maneras.

verify-twelve-words = Doce palabras
verify-question = Pregunta
verify-they-ask-you = Le preguntan

# Las doce palabras siempre están en inglés y se leen en voz alta.

verify-compare = Compare estas palabras con { $name } por teléfono o en persona, no en esta conversación. Si las doce son iguales, no hay nadie entre ustedes.
verify-no-use = El dispositivo de esta persona cambió sin explicación, y una clave copiada muestra las mismas palabras. Aclare eso primero, por teléfono o en persona; luego siga adelante en la conversación.
verify-scan = Si se encuentran, pueden escanear este código con un lector de QR: contiene las mismas palabras.
verify-same = Son iguales
verify-compared = Comparadas
verify-differ = Si una sola palabra es distinta, puede que alguien esté entre ustedes. No escriba nada. Elimine este contacto y añádalo de nuevo con una dirección de una fuente en la que confíe.

# Una pregunta nuestra.

verify-ask-how = Pregunte algo que solo { $name } pueda responder, y escriba la respuesta que usted espera. La otra persona ve la pregunta. Ninguna de las dos respuestas se envía: solo se sabe si ambas son iguales.
verify-question-hint = ¿Dónde nos conocimos?
verify-expected-hint = Lo mejor es una palabra
verify-answer = Respuesta
verify-form = No cuentan las mayúsculas, ni los espacios antes y después.
verify-ask = Preguntar
verify-tries = Una verificación que falla gasta uno de los { $max } intentos diarios. Quedan: { $left }.

# Por qué no se puede preguntar nada ahora.

verify-settle-first = El dispositivo de esta persona cambió sin explicación. Aclare eso primero, en la conversación.
verify-not-accepted = Esta persona aún no le ha aceptado.
verify-no-tries = Han fallado tres verificaciones. Compare las doce palabras, o pregunte de nuevo dentro de un día.
verify-not-online = Podrá preguntar en cuanto esta persona esté en línea.

# Nuestra pregunta está en camino.

verify-awaited = Su pregunta está en camino y se espera la respuesta. Mientras tanto puede seguir escribiendo.
verify-you-ask = Usted pregunta
verify-withdraw-question = Retirar la pregunta

# Una pregunta de la otra persona.

verify-asked = { $name } le pregunta esto, para verificar que es usted.
verify-they-ask = Le preguntan
verify-reply-hint = Su respuesta
verify-send-answer = Responder
verify-decline = Rechazar
verify-reply-means = Su respuesta no se envía: la otra persona solo sabe si es la que espera. No le muestra a usted nada sobre ella; para eso, haga después una pregunta propia.
verify-confirming = Su respuesta se está comparando con la de la otra persona. Su programa dirá en un momento cómo terminó.
verify-end = Terminar la verificación

# Cómo terminó la última verificación. Quien responde muestra quién es a quien preguntó, y a nadie más.

verify-outcome-same = Las respuestas son iguales. La identidad de { $name } está verificada.
verify-outcome-same-theirs = Las respuestas son iguales. La otra persona sabe ahora que es usted. Para verificarla, haga una pregunta propia.
verify-outcome-different = Las respuestas no son iguales: un error de escritura, u otra persona. Compare las doce palabras por teléfono o en persona, o pregunte de nuevo. Hasta entonces, no escriba nada que deba quedar entre ustedes.
verify-outcome-different-theirs = Las respuestas no son iguales: un error de escritura, o dos respuestas a una misma pregunta. La otra persona aún no sabe que es usted. Compare las doce palabras por teléfono o en persona, o deje que le pregunte de nuevo.
verify-outcome-ended = La verificación terminó sin resultado: se retiró o se rechazó, o se perdió la conexión.
verify-close = Cerrar
