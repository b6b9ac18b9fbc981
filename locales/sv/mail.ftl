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

## Calendar file
calendar-due = { $shop }: order { $name }
calendar-arrives = { $shop }: order { $name } kommer
