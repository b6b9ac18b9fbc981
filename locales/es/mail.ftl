# Mensajes para los clientes, hasta que la tienda escriba los suyos.

mail-code-subject = { $code } es tu código para el pedido { $name }
mail-code-body =
    Hola:

    Tu código para el pedido { $name } de { $shop } es

        { $code }

    Vale durante 10 minutos en el navegador donde lo pediste. Si no fuiste tú, no tienes que hacer nada.

    { $shop }
mail-link-subject = Tu enlace al pedido { $name }
mail-link-body =
    Hola:

    Aquí puedes ver dónde está el pedido { $name }:

    { $link }

    { $shop }
mail-status-subject = { $shop }, pedido { $name }: { $status }
mail-status-hello =
    Hola:

    Hay novedades sobre tu pedido { $name }: { $status }
mail-status-link = Aquí puedes ver dónde está tu pedido:

## Calendar file
calendar-due = { $shop }: pedido { $name }
calendar-arrives = { $shop }: llega el pedido { $name }
