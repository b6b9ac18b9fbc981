# Messages aux clients, en attendant ceux de la boutique.

mail-code-subject = { $code } est votre code pour la commande { $name }
mail-code-body =
    Bonjour,

    Votre code pour la commande { $name } chez { $shop } est

        { $code }

    Il est valable 10 minutes dans le navigateur où vous l’avez demandé. Si ce n’était pas vous, vous n’avez rien à faire.

    { $shop }
mail-link-subject = Votre lien vers la commande { $name }
mail-link-body =
    Bonjour,

    Voici où en est la commande { $name } :

    { $link }

    { $shop }
mail-status-subject = { $shop }, commande { $name } : { $status }
mail-status-hello =
    Bonjour,

    Voici des nouvelles de votre commande { $name } : { $status }
mail-status-link = Suivez votre commande ici :

## Calendar file
calendar-due = { $shop } : commande { $name }
calendar-arrives = { $shop } : la commande { $name } arrive
