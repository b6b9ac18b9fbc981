# Beskeder til kunder, indtil en butik skriver sine egne.

mail-code-subject = { $code } er din kode til ordre { $name }
mail-code-body =
    Hej

    Din kode til ordre { $name } hos { $shop } er

        { $code }

    Den virker i 10 minutter i den browser, hvor du bad om den. Var det ikke dig, skal du ikke gøre noget.

    { $shop }
mail-link-subject = Dit link til ordre { $name }
mail-link-body =
    Hej

    Her kan du se, hvor ordre { $name } er:

    { $link }

    { $shop }
mail-status-subject = { $shop }, ordre { $name }: { $status }
mail-status-hello =
    Hej

    Der er nyt om din ordre { $name }: { $status }
mail-status-link = Her kan du se, hvor din ordre er:

## Calendar file
calendar-due = { $shop }: ordre { $name }
calendar-arrives = { $shop }: ordre { $name } ankommer
