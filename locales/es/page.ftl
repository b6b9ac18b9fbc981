# Etiquetas, formularios y todo lo que rodea al pedido.

## Frame
skip-to-content = Ir al contenido
languages = Idioma
order-title = Pedido { $name }
page-title = { $page } · { $shop }

## Order page
parcels-heading = Paquetes
timeline-heading = Lo que ha pasado
timeline-empty = Aún no ha pasado nada. Esta página se llena sola.
items-heading = Tu pedido
address-heading = Dirección
messages-heading = Mensajes que te hemos enviado
messages-none = Aún no te hemos enviado ningún mensaje.
message-waiting = en camino
message-sent = enviado
message-failed = no se pudo entregar
message-withheld = no enviado
message-unknown = quizá entregado dos veces
copy = Copiar
copied = Copiado
copy-number = Copiar el número de seguimiento { $number }
opens-carrier = (abre la página del transportista)
quantity = Cantidad: { $count }
help-heading = ¿Hay algo mal?
help-text-email = Responde a cualquiera de nuestros correos o escribe a { $email }. Deja { $name } en el asunto.
help-text = Responde a cualquiera de nuestros correos. Deja { $name } en el asunto.
calendar = Añadir la fecha al calendario
feed = Seguir en un lector de feeds
share = Compartir
print = Imprimir
updates-heading = Correos sobre este pedido
updates-ask = Avísame por correo cuando algo cambie
updates-stop = Deja de avisarme
updates-on = Escribimos a { $address } cuando algo cambia.
updates-off = Podemos escribir a { $address } cuando algo cambie.
see-more = Mostrar dirección y mensajes
see-more-text = La dirección y los mensajes están ocultos. Podemos enviar un código al correo electrónico del pedido.
see-more-reduced = Este enlace es más antiguo y por eso muestra menos. Podemos enviar un código al correo electrónico del pedido.
shared-page = Alguien ha compartido esta página contigo: no muestra precios, dirección ni mensajes.

## Code page
code-title = Mostrar todo
code-intro = Enviamos un código de 8 cifras al correo electrónico de este pedido. Vale durante 10 minutos y solo en este navegador.
code-send = Enviarme un código
code-sent = Si el pedido tiene un correo electrónico, hay un código en camino. Vale durante 10 minutos.
code-label = Código del correo
code-hint = 8 cifras
code-submit = Mostrar todo
code-again = Enviar otro código
code-wrong =
    { $left ->
        [one] Ese no es el código. Te queda un intento.
       *[other] Ese no es el código. Te quedan { $left } intentos.
    }
code-dead = Este código ya no vale. Pide otro.
code-too-many = Hemos enviado suficientes códigos por ahora. Inténtalo de nuevo dentro de una hora.
code-no-mail-email = ¿No llega nada? Quizá el correo electrónico del pedido esté mal escrito. Escribe a { $email } y deja { $name } en el asunto: la tienda puede corregirlo.
code-no-mail = ¿No llega nada? Quizá el correo electrónico del pedido esté mal escrito. Pregunta a la tienda por { $name }: puede corregirlo.
code-back = Volver al pedido

## Correcting the e-mail address
address-link = Corregir el correo electrónico
address-title = Corregir el correo electrónico
address-intro = Sobre este pedido escribimos a { $address }. Escribe el correo correcto; enviamos allí un código para estar seguros de que es tuyo.
address-label = Correo electrónico correcto
address-send = Enviar allí un código
address-sent = Hay un código en camino a { $address }. Vale durante 10 minutos.
address-confirm = Usar este correo
address-wrong = Esto no es un correo electrónico. Escríbelo como nombre@example.com.
address-same = Ya escribimos ahí.
address-set-by-shop = La tienda ha fijado el correo al que escribimos sobre este pedido. Para cambiarlo, pregunta a la tienda.
address-too-many = Hemos enviado suficientes códigos por ahora. Inténtalo de nuevo más tarde.
address-done = Listo: a partir de ahora escribimos a { $address } sobre este pedido.

## Sharing
share-title = Compartir este pedido
share-intro = Esto crea un segundo enlace para la familia o un taller. Muestra dónde está el pedido, pero sin precios, sin dirección y sin mensajes. Puedes anularlo en cualquier momento.
share-make = Crear un enlace
share-link = Enlace para compartir
share-end = Anular este enlace
share-ended = El enlace ya no funciona.
share-not-here = Una página compartida no se puede volver a compartir.

## Look-up form
find-title = ¿Dónde está mi pedido?
find-intro = El número de pedido está en nuestros correos.
find-order = Número de pedido
find-order-hint = Por ejemplo, #1001
find-proof = Correo electrónico o código postal
find-proof-hint = Como lo indicaste en el pedido
find-submit = Ver mi pedido
find-miss = No hemos encontrado ningún pedido con este número y este correo electrónico o código postal. Comprueba ambos; el número está en nuestro correo de confirmación.
find-sent = Si algún pedido coincide, hay un enlace en camino a su correo electrónico.
find-missing-order = Escribe el número de pedido.
find-missing-proof = Escribe el correo electrónico o el código postal.
find-too-many = Han sido muchos intentos. Espera un cuarto de hora o usa el enlace de nuestros correos.
find-no-shop = Aquí aún no hay nada configurado.

## When something is not there
not-found-title = Este enlace no funciona
not-found-text = Puede que esté incompleto o que ya no sea válido. Puedes buscar tu pedido.
not-found-page-title = Aquí no hay nada
not-found-page-text = Puede que la dirección esté mal escrita. Puedes buscar tu pedido.
gone-title = Este pedido ya no se muestra
gone-text = Sus datos se han borrado, como prometimos. Si tienes alguna pregunta, escribe a la tienda.
busy-title = Un momento, por favor
busy-text = Ahora mismo no podemos mirar. No se ha perdido nada; inténtalo de nuevo dentro de un minuto.
busy-again = Intentar de nuevo
error-title = Algo ha fallado por nuestra parte
error-text = No es culpa tuya y no se ha perdido nada. Inténtalo de nuevo dentro de un minuto.
refused-title = No ha funcionado
refused-text = Vuelve a la página y envía el formulario otra vez.
too-large-title = Era demasiado
too-large-text = El formulario era más grande de lo que aceptamos. Inténtalo de nuevo con menos.
not-connected-title = Esta página aún no está lista
not-connected-text = La tienda todavía no ha conectado sus páginas de pedidos. Inténtalo más tarde o usa el enlace de tu correo.
find-link = Buscar un pedido

## Unsubscribing
unsubscribe-title = Menos correos
unsubscribe-text = { $shop } te escribe para contarte cómo va tu pedido. Puedes dejar de recibir esos correos; lo que es parte de la compra, como un reembolso, te seguirá llegando.
unsubscribe-button = Dejar de recibir avisos
unsubscribed-title = Listo: menos correos
unsubscribed-text = { $shop } ya no te enviará correos sobre cómo va tu pedido. La página de tu pedido sigue mostrándolo todo.
subscribe-again = Volver a recibirlos
