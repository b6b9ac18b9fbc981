# Lo que la página dice de un pedido. Las fechas y los importes llegan listos, en el idioma de la página.

## Headline: the first thing a shopper reads
headline-canceled = Cancelado
headline-canceled-amount = Cancelado, { $amount } reembolsados
headline-on-hold = En pausa
headline-on-hold-payment = En pausa: esperamos tu pago
headline-on-hold-address = En pausa: tenemos que comprobar tu dirección
headline-on-hold-stock = En pausa: esperamos existencias
headline-on-hold-date = En pausa: aún no sabemos la fecha
headline-on-hold-exchange = En pausa: esperamos tu devolución
headline-not-delivered = No se ha podido entregar el paquete
headline-attempted = El repartidor no te encontró
headline-out-for-delivery = En reparto
headline-out-for-delivery-part = Un paquete está en reparto
headline-ready-for-pickup = Listo para recoger
headline-ready-for-pickup-part = Una parte de tu pedido está lista para recoger
headline-delayed = Retrasado en el camino
headline-delayed-expected = Retrasado, ahora se espera el { $date }
headline-arriving = Llega el { $date }
headline-arriving-today = Llega hoy
headline-arriving-tomorrow = Llega mañana
headline-arriving-part = Una parte de tu pedido llega el { $date }
headline-on-its-way = En camino
headline-on-its-way-part = Una parte de tu pedido está en camino
headline-shipped = Enviado
headline-shipped-part = Una parte de tu pedido está enviada
headline-part-delivered = Una parte de tu pedido ha llegado
headline-delivered = Entregado
headline-delivered-on = Entregado el { $date }
headline-picked-up = Recogido
headline-picked-up-on = Recogido el { $date }
headline-return-requested = Devolución solicitada
headline-return-in-progress = Tu devolución está en curso
headline-return-inspected = Tu devolución está revisada
headline-returned = Devuelto
headline-scheduled = Previsto para más adelante
headline-scheduled-on = Previsto para el { $date }
headline-late = Más tarde de lo previsto
headline-payment-pending = Esperamos tu pago
headline-payment-expired = El pago ha caducado
headline-payment-released = El pago se ha liberado
headline-refunded = Reembolsado
headline-refunded-amount = { $amount } reembolsados
headline-preparing = Estamos preparando tu pedido
headline-complete = Completado
headline-received = Tenemos tu pedido

## One sentence of explanation below the headline
lead-canceled = Hemos cancelado este pedido y no lo enviaremos.
lead-canceled-customer = Nos pediste que canceláramos este pedido.
lead-canceled-payment = El pago no se completó, así que hemos cancelado el pedido.
lead-canceled-stock = No pudimos conseguir todos los artículos y tuvimos que cancelar. Lo sentimos.
lead-on-hold = Estamos comprobando algo antes de seguir. No tienes que hacer nada; te escribiremos si te necesitamos.
lead-on-hold-payment = En cuanto llegue el pago, seguimos.
lead-on-hold-address = Hay algo en la dirección que no parece correcto. Escríbenos para que el paquete te encuentre.
lead-on-hold-stock = Un artículo se ha agotado. Seguimos en cuanto vuelva a estar disponible.
lead-on-hold-date = Te diremos la fecha en cuanto la sepamos.
lead-on-hold-exchange = Enviamos el artículo nuevo en cuanto el anterior esté de vuelta en camino.
lead-part-on-hold = Algunos de tus artículos están en pausa. El resto sigue adelante.
lead-not-delivered = El transportista no pudo entregarlo. Mira el paquete más abajo, o escríbenos y lo resolvemos.
lead-attempted = El transportista estuvo en tu puerta. Más abajo, en el paquete, verás qué pasa ahora.
lead-out-for-delivery = El transportista va hoy hacia ti con el paquete.
lead-ready-for-pickup = Ya puedes recoger tu pedido.
lead-delayed = El transportista dice que tardará más de lo previsto. Estamos pendientes.
lead-on-its-way = El transportista tiene tu paquete.
lead-shipped = Hemos dado tu paquete al transportista. Puede tardar un día en aparecer en su página.
lead-rest-follows = El resto llega en otro paquete.
lead-part-delivered = El resto sigue con nosotros y llegará después.
lead-delivered = El transportista dice que ha llegado. ¿Hay algo mal? Escríbenos.
lead-picked-up = Has recogido tu pedido. ¡Gracias!
lead-return-requested = Tenemos tu solicitud y responderemos pronto.
lead-return-in-progress = En cuanto tu paquete llegue y lo revisemos, te diremos cómo sigue.
lead-return-inspected = Hemos mirado lo que enviaste y pronto te diremos cómo sigue.
lead-returned = Tu devolución está completa.
lead-return-declined = No hemos podido aceptar tu devolución; el motivo está más abajo.
lead-scheduled = Tu pedido espera a este día. No tienes que hacer nada.
lead-late = No hemos cumplido la fecha que te dimos. Lo sentimos. No nos hemos olvidado de tu pedido.
lead-payment-pending = Empezamos en cuanto llegue el pago.
lead-payment-expired = El importe solo estaba reservado y no se ha cobrado nada. Escríbenos si todavía quieres tu pedido.
lead-payment-released = No se ha cobrado nada. Escríbenos si te sorprende.
lead-refunded = Te hemos devuelto el dinero. Puede tardar unos días en aparecer en tu cuenta.
lead-preparing = Estamos preparando tus artículos.
lead-complete = No queda nada por enviar.
lead-received = Lo tenemos y pronto nos pondremos con él.

## Progress
stages-label = Progreso
stage-ordered = Pedido hecho
stage-shipped = Enviado
stage-out-for-delivery = En reparto
stage-delivered = Entregado
stage-ready-for-pickup = Listo para recoger
stage-picked-up = Recogido
stage-complete = Completado
stage-on-hold = En pausa
stage-delayed = Retrasado
stage-canceled = Cancelado
stage-refunded = Reembolsado
stage-returned = Devolución
stage-past = hecho
stage-here = ahora
stage-coming = pendiente

## Due date
due-single = Previsto para el { $date }
due-range = Previsto del { $from } al { $to }
due-passed = Estaba previsto: { $date }
due-moved =
    { $count ->
        [one] La fecha ha cambiado una vez
       *[other] La fecha ha cambiado { $count } veces
    }
due-move = { $from } pasó a { $to }
due-move-dropped = { $from } se retiró
due-move-when = el { $date }
date-range = { $from } – { $to }
coming-step = Previsto para el { $date }: { $name }.
pace-range = Suele tardar de { $from } a { $to } días laborables; hoy es el día { $day }.
pace-single =
    { $days ->
        [one] Suele tardar un día laborable; hoy es el día { $day }.
       *[other] Suele tardar { $days } días laborables; hoy es el día { $day }.
    }
pace-longer = Está tardando más de lo habitual: día { $day } en lugar de { $to }.

## Parcels
parcel-only = Tu paquete
parcel-of = Paquete { $number } de { $count }
parcel-waiting = Sigue con nosotros
parcel-expected = Se espera: { $date }
phase-prepared = En manos del transportista
phase-on-its-way = En camino
phase-delayed = Retrasado
phase-out-for-delivery = En reparto
phase-attempted = Intento de entrega
phase-not-delivered = No entregado
phase-ready-for-pickup = Listo para recoger
phase-picked-up = Recogido
phase-delivered = Entregado
phase-waiting = En preparación
phase-on-hold = En pausa
phase-scheduled = Previsto
track-at = Seguir en { $host }
tracking-none = Este paquete no tiene número de seguimiento.
item-times = { $title } × { $quantity }
parcel-more-items =
    { $count ->
        [one] y un artículo más
       *[other] y { $count } artículos más
    }

## Timeline
entry-placed = Pedido recibido
entry-payment-pending = Pago pendiente
entry-payment-authorized = Pago autorizado
entry-payment-partially-paid = Pagado en parte
entry-payment-paid = Pagado
entry-payment-voided = Autorización de pago anulada
entry-payment-expired = La autorización del pago ha caducado
entry-payment-other = Pago actualizado
entry-payment-amount = { $amount }
entry-payment-amount-by = { $amount } con { $gateway }
entry-canceled = Cancelado
entry-edited = Pedido modificado
entry-on-hold = En pausa
entry-on-hold-payment = Esperamos el pago.
entry-on-hold-address = Tenemos que comprobar la dirección.
entry-on-hold-stock = Esperamos existencias.
entry-on-hold-date = Aún no se sabe la fecha.
entry-on-hold-exchange = Esperamos tu devolución.
entry-scheduled = Previsto para más adelante
entry-scheduled-on = Previsto para el { $date }
entry-in-progress = En preparación
entry-shipped = Enviado
entry-shipped-parcel = Paquete { $number } de { $count }
entry-shipped-carrier = En manos de { $carrier }
entry-shipped-parcel-carrier = El paquete { $number } de { $count } está en manos de { $carrier }.
entry-carrier-confirmed = El transportista tiene los datos del envío
entry-carrier-label = Etiqueta creada
entry-carrier-picked-up = El transportista tiene el paquete
entry-carrier-in-transit = En tránsito
entry-carrier-delayed = Retrasado
entry-carrier-out-for-delivery = En reparto
entry-carrier-attempted = Intento de entrega
entry-carrier-ready-for-pickup = Listo para recoger
entry-carrier-fetched = Recogido
entry-carrier-delivered = Entregado
entry-carrier-failure = No entregado
entry-carrier-other = Novedades del transportista
entry-carrier-place = { $message } ({ $city })
entry-folded =
    { $count ->
        [one] Un registro anterior
       *[other] { $count } registros anteriores
    }
entry-refunded = Reembolsado
entry-return-requested = Devolución solicitada
entry-return-open = Devolución aceptada
entry-return-inspected = Devolución revisada
entry-return-closed = Devolución completa
entry-return-declined = Devolución rechazada
entry-return-canceled = Devolución cancelada
entry-status-correction = De vuelta a: { $status }
entry-status-correction-text = Hemos corregido el paso.
entry-due = Fecha prevista: { $date }
entry-due-moved = Nueva fecha: { $date }
entry-due-dropped = La fecha se ha retirado
entry-due-before = Antes: { $date }.
entry-items-status = { $status }, para una parte de tu pedido
picture-from-shop = Una foto de la tienda
entry-comment = Unas palabras de la tienda
entry-comment-by = Unas palabras de { $by }

## Items
item-waiting = En preparación
item-shipped = Enviado
item-delivered = Entregado
item-picked-up = Recogido
item-returned = Devuelto
item-canceled = Cancelado
item-refunded = Reembolsado
item-digital = Nada que enviar
item-part-shipped = { $done } de { $count } enviados
item-part-delivered = { $done } de { $count } entregados

## Facts about the order
fact-total = Total
fact-outstanding = Pendiente de pago
fact-refunded = Reembolsado
fact-payment = Pago
fact-deliver-to = Entrega en
payment-pending = Pago pendiente
payment-authorized = Autorizado
payment-partially-paid = Pagado en parte
payment-paid = Pagado
payment-partially-refunded = Reembolsado en parte
payment-refunded = Reembolsado
payment-voided = Anulado
payment-expired = Caducado
payment-other = En comprobación

## Time
today = Hoy
yesterday = Ayer
tomorrow = Mañana
placed-on = realizado el { $date }
checked-ago = Comprobado con la tienda { $ago }
checked-now = Comprobado con la tienda ahora mismo

## When news no longer come in
notice-paused = Las novedades de la tienda se retrasan en este momento.
notice-uninstalled = Esta página ya no se actualiza.
notice-known-until = Ves lo que sabíamos: { $when }.
