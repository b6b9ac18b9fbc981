# Mensajes para los clientes, hasta que la tienda escriba los suyos.

mail-code-subject = { $code } es tu código para el pedido { $name }
mail-link-subject = Tu enlace al pedido { $name }
mail-status-subject = { $shop }, pedido { $name }: { $status }
## Calendar file
calendar-due = { $shop }: pedido { $name }
calendar-arrives = { $shop }: llega el pedido { $name }

## Templates that come with the program. What stands in braces becomes Liquid in the editor.
mail-hello = Hola:
mail-hello-name = Hola, { $customer }:
mail-button = Ver tu pedido
mail-closing =
    Un cordial saludo,
    { $shop }
mail-why = Recibes este correo porque has hecho un pedido en { $shop }.
mail-unsubscribe = Dejar de recibir correos de seguimiento
mail-fact-order = Pedido
mail-fact-due = Previsto
mail-fact-tracking = Número de seguimiento
mail-fact-amount = Reembolsado
mail-items = Tus artículos
mail-items-more = y { $count } más
mail-status-text = Hay novedades sobre tu pedido { $name }.
mail-due-subject = La fecha de tu pedido { $name }
mail-due-headline-given = Tu pedido ya tiene fecha
mail-due-headline-moved = Tu pedido tiene una nueva fecha
mail-due-headline-dropped = La fecha de tu pedido vuelve a estar pendiente
mail-due-given = Fecha prevista: { $date }
mail-due-moved = Nueva fecha: { $date } (antes: { $before })
mail-due-dropped = No podemos cumplir la fecha que te dimos y aún no sabemos la nueva. Te la diremos en cuanto la sepamos.
mail-comment-subject = Un mensaje sobre el pedido { $name }
mail-comment-headline = Un mensaje para ti
mail-comment-text = { $shop } te ha escrito sobre el pedido { $name }:
mail-received-subject = Gracias por el pedido { $name }
mail-received-headline = Gracias por tu pedido
mail-received-text = Hemos recibido el pedido { $name } y nos ponemos a ello. En su página puedes ver en todo momento cómo va.
mail-hold-subject = El pedido { $name } está en espera
mail-hold-headline = Tu pedido está en espera
mail-hold-text = De momento no podemos seguir con el pedido { $name }. En su página lo verás en cuanto avance.
mail-shipped-subject = El pedido { $name } está en camino
mail-shipped-headline = Tu paquete está en camino
mail-shipped-text = Buenas noticias: un paquete del pedido { $name } ha salido de nuestras manos.
mail-out-subject = El pedido { $name } está en reparto
mail-out-headline = Tu paquete está con el repartidor
mail-out-text = Un paquete del pedido { $name } llegará pronto.
mail-pickup-subject = El pedido { $name } está listo para recoger
mail-pickup-headline = Listo para recoger
mail-pickup-text = Puedes recoger el pedido { $name }. Trae el número de pedido.
mail-delivered-subject = El pedido { $name } ha llegado
mail-delivered-headline = Tu paquete ha llegado
mail-delivered-text = Se ha entregado un paquete del pedido { $name }. Si no lo encuentras o algo no está bien, escríbenos.
mail-canceled-subject = El pedido { $name } se ha cancelado
mail-canceled-headline = Tu pedido se ha cancelado
mail-canceled-text = El pedido { $name } se ha cancelado y no se enviará.
mail-refunded-subject = Un reembolso del pedido { $name }
mail-refunded-headline = Tu dinero está en camino
mail-refunded-text = Hemos reembolsado dinero del pedido { $name }. Puede tardar unos días en verse en tu cuenta.
mail-return-subject = Tu devolución del pedido { $name }
mail-return-headline = Novedades sobre tu devolución
mail-return-requested = Hemos recibido tu solicitud de devolver algo del pedido { $name } y te responderemos pronto.
mail-return-open = Tu devolución del pedido { $name } está aprobada. En la página del pedido ves cómo sigue.
mail-return-declined = Lo sentimos: no hemos podido aceptar tu devolución del pedido { $name }.
mail-return-canceled = Tu devolución del pedido { $name } se ha cancelado.
mail-return-closed = Tu devolución del pedido { $name } está completa. Gracias.
mail-return-other = Hay novedades sobre tu devolución del pedido { $name }.
mail-link-headline = Tu enlace
mail-link-text = Pediste el enlace del pedido { $name }. Si no fuiste tú, no hagas nada.
mail-code-headline = Tu código
mail-code-text = Escribe este código del pedido { $name } en el navegador donde lo pediste. Vale 10 minutos. Si no fuiste tú, no hagas nada.
