# Nachrichten an Kunden, bis ein Shop eigene schreibt.

mail-code-subject = { $code } ist Ihr Code für Bestellung { $name }
mail-code-body =
    Guten Tag,

    Ihr Code für Bestellung { $name } bei { $shop } lautet

        { $code }

    Er gilt 10 Minuten in dem Browser, in dem Sie ihn angefordert haben. Waren Sie es nicht, müssen Sie nichts tun.

    { $shop }
mail-link-subject = Ihr Link zu Bestellung { $name }
mail-link-body =
    Guten Tag,

    hier sehen Sie, wo Bestellung { $name } ist:

    { $link }

    { $shop }
mail-status-subject = { $shop }, Bestellung { $name }: { $status }
mail-status-hello =
    Guten Tag,

    es gibt Neues zu Ihrer Bestellung { $name }: { $status }
mail-status-link = Hier sehen Sie, wo Ihre Bestellung ist:

## Calendar file
calendar-due = { $shop }: Bestellung { $name }
calendar-arrives = { $shop }: Bestellung { $name } kommt an
