# Berichten aan klanten, tot een winkel eigen teksten schrijft.

mail-code-subject = { $code } is je code voor bestelling { $name }
mail-code-body =
    Hallo,

    Je code voor bestelling { $name } bij { $shop } is

        { $code }

    De code werkt 10 minuten in de browser waarin je erom vroeg. Was jij het niet, dan hoef je niets te doen.

    { $shop }
mail-link-subject = Je link naar bestelling { $name }
mail-link-body =
    Hallo,

    Hier zie je waar bestelling { $name } is:

    { $link }

    { $shop }
mail-status-subject = { $shop }, bestelling { $name }: { $status }
mail-status-hello =
    Hallo,

    Er is nieuws over je bestelling { $name }: { $status }
mail-status-link = Hier zie je waar je bestelling is:

## Calendar file
calendar-due = { $shop }: bestelling { $name }
calendar-arrives = { $shop }: bestelling { $name } komt aan
