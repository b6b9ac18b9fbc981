# Meddelanden till kunder, tills en butik skriver egna.

mail-code-subject = { $code } är din kod för order { $name }
mail-code-body =
    Hej!

    Din kod för order { $name } hos { $shop } är

        { $code }

    Den fungerar i 10 minuter i webbläsaren där du bad om den. Om det inte var du behöver du inte göra något.

    { $shop }
mail-link-subject = Din länk till order { $name }
mail-link-body =
    Hej!

    Här ser du var order { $name } är:

    { $link }

    { $shop }
mail-status-subject = { $shop }, order { $name }: { $status }
mail-status-hello =
    Hej!

    Det finns nytt om din order { $name }: { $status }
mail-status-link = Här ser du var din order är:

## Calendar file
calendar-due = { $shop }: order { $name }
calendar-arrives = { $shop }: order { $name } kommer
