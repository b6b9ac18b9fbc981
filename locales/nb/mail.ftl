# Meldinger til kunder, til en butikk skriver sine egne.

mail-code-subject = { $code } er koden din for ordre { $name }
mail-code-body =
    Hei

    Koden din for ordre { $name } hos { $shop } er

        { $code }

    Den virker i 10 minutter i nettleseren der du ba om den. Var det ikke deg, trenger du ikke å gjøre noe.

    { $shop }
mail-link-subject = Lenken din til ordre { $name }
mail-link-body =
    Hei

    Her ser du hvor ordre { $name } er:

    { $link }

    { $shop }
mail-status-subject = { $shop }, ordre { $name }: { $status }
mail-status-hello =
    Hei

    Det er nytt om ordren din { $name }: { $status }
mail-status-link = Her ser du hvor ordren din er:

## Calendar file
calendar-due = { $shop }: ordre { $name }
calendar-arrives = { $shop }: ordre { $name } kommer
