# Berichten aan klanten, tot een winkel eigen teksten schrijft.

mail-code-subject = { $code } is je code voor bestelling { $name }
mail-link-subject = Je link naar bestelling { $name }
mail-status-subject = { $shop }, bestelling { $name }: { $status }
## Calendar file
calendar-due = { $shop }: bestelling { $name }
calendar-arrives = { $shop }: bestelling { $name } komt aan

## Templates that come with the program. What stands in braces becomes Liquid in the editor.
mail-hello = Hallo,
mail-hello-name = Hallo { $customer },
mail-button = Bekijk je bestelling
mail-closing =
    Met vriendelijke groet,
    { $shop }
mail-why = Je krijgt deze e-mail omdat je bij { $shop } hebt besteld.
mail-unsubscribe = Geen e-mails over de voortgang meer
mail-fact-order = Bestelling
mail-fact-due = Verwacht
mail-fact-tracking = Volgnummer
mail-fact-amount = Terugbetaald
mail-items = Je artikelen
mail-items-more = en nog { $count }
mail-status-text = Er is nieuws over je bestelling { $name }.
mail-due-subject = De datum van je bestelling { $name }
mail-due-headline-given = Je bestelling heeft een datum
mail-due-headline-moved = Je bestelling heeft een nieuwe datum
mail-due-headline-dropped = De datum van je bestelling is weer open
mail-due-given = We verwachten: { $date }
mail-due-moved = Nieuwe datum: { $date } (eerder: { $before })
mail-due-dropped = We halen de datum die we gaven niet en weten nog geen nieuwe. We laten het je weten zodra we die hebben.
mail-comment-subject = Een bericht over bestelling { $name }
mail-comment-headline = Een bericht voor je
mail-comment-text = { $shop } schreef je over bestelling { $name }:
mail-received-subject = Bedankt voor bestelling { $name }
mail-received-headline = Bedankt voor je bestelling
mail-received-text = We hebben bestelling { $name } ontvangen en gaan aan de slag. Op de pagina ervan zie je altijd hoe ver die is.
mail-hold-subject = Bestelling { $name } wacht even
mail-hold-headline = Je bestelling wacht even
mail-hold-text = We kunnen nu even niet verder met bestelling { $name }. Op de pagina zie je het zodra we verdergaan.
mail-shipped-subject = Bestelling { $name } is onderweg
mail-shipped-headline = Je pakket is onderweg
mail-shipped-text = Goed nieuws: een pakket van bestelling { $name } is bij ons vertrokken.
mail-out-subject = Bestelling { $name } wordt bezorgd
mail-out-headline = Je pakket is bij de bezorger
mail-out-text = Een pakket van bestelling { $name } is bijna bij je.
mail-pickup-subject = Bestelling { $name } ligt klaar om op te halen
mail-pickup-headline = Klaar om op te halen
mail-pickup-text = Je kunt bestelling { $name } ophalen. Neem het bestelnummer mee.
mail-delivered-subject = Bestelling { $name } is bezorgd
mail-delivered-headline = Je pakket is bezorgd
mail-delivered-text = Een pakket van bestelling { $name } is bezorgd. Vind je het niet of klopt er iets niet, neem dan contact met ons op.
mail-canceled-subject = Bestelling { $name } is geannuleerd
mail-canceled-headline = Je bestelling is geannuleerd
mail-canceled-text = Bestelling { $name } is geannuleerd en wordt niet verstuurd.
mail-refunded-subject = Een terugbetaling voor bestelling { $name }
mail-refunded-headline = Je geld is onderweg terug
mail-refunded-text = We hebben geld terugbetaald voor bestelling { $name }. Het kan een paar dagen duren voor je het op je rekening ziet.
mail-return-subject = Je retour van bestelling { $name }
mail-return-headline = Nieuws over je retour
mail-return-requested = We hebben je verzoek om iets van bestelling { $name } terug te sturen ontvangen en antwoorden snel.
mail-return-open = Je retour van bestelling { $name } is goedgekeurd. Op de pagina van de bestelling zie je hoe het verdergaat.
mail-return-declined = Het spijt ons: we konden je retour van bestelling { $name } niet goedkeuren.
mail-return-canceled = Je retour van bestelling { $name } is geannuleerd.
mail-return-closed = Je retour van bestelling { $name } is afgerond. Bedankt.
mail-return-other = Er is nieuws over je retour van bestelling { $name }.
mail-link-headline = Je link
mail-link-text = Je vroeg om de link naar bestelling { $name }. Was jij dat niet, dan hoef je niets te doen.
mail-code-headline = Je code
mail-code-text = Voer deze code voor bestelling { $name } in de browser in waar je erom vroeg. Hij werkt 10 minuten. Was jij dat niet, dan hoef je niets te doen.
