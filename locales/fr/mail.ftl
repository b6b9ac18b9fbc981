# Messages aux clients, en attendant ceux de la boutique.

mail-code-subject = { $code } est votre code pour la commande { $name }
mail-link-subject = Votre lien vers la commande { $name }
mail-status-subject = { $shop }, commande { $name } : { $status }
## Calendar file
calendar-due = { $shop } : commande { $name }
calendar-arrives = { $shop } : la commande { $name } arrive

## Templates that come with the program. What stands in braces becomes Liquid in the editor.
mail-hello = Bonjour,
mail-hello-name = Bonjour { $customer },
mail-button = Voir la commande
mail-closing =
    Cordialement,
    { $shop }
mail-why = Vous recevez cet e-mail parce que vous avez commandé chez { $shop }.
mail-unsubscribe = Ne plus recevoir d’e-mails de suivi
mail-fact-order = Commande
mail-fact-due = Prévu
mail-fact-tracking = Numéro de suivi
mail-fact-amount = Remboursé
mail-items = Vos articles
mail-items-more = et { $count } de plus
mail-status-text = Il y a du nouveau pour votre commande { $name }.
mail-due-subject = La date de votre commande { $name }
mail-due-headline-given = Votre commande a une date
mail-due-headline-moved = Votre commande a une nouvelle date
mail-due-headline-dropped = La date de votre commande reste à fixer
mail-due-given = Date prévue : { $date }
mail-due-moved = Nouvelle date : { $date } (auparavant : { $before })
mail-due-dropped = Nous ne pouvons pas tenir la date indiquée et n’en connaissons pas encore de nouvelle. Nous vous écrirons dès que nous la saurons.
mail-comment-subject = Un message sur la commande { $name }
mail-comment-headline = Un message pour vous
mail-comment-text = { $shop } vous écrit au sujet de la commande { $name } :
mail-received-subject = Merci pour la commande { $name }
mail-received-headline = Merci pour votre commande
mail-received-text = Nous avons bien reçu la commande { $name } et nous nous en occupons. Sa page vous dit à tout moment où elle en est.
mail-hold-subject = La commande { $name } est en attente
mail-hold-headline = Votre commande est en attente
mail-hold-text = Nous ne pouvons pas encore poursuivre la commande { $name }. Sa page vous le dira dès qu’elle avance.
mail-shipped-subject = La commande { $name } est en route
mail-shipped-headline = Votre colis est en route
mail-shipped-text = Bonne nouvelle : un colis de la commande { $name } est parti de chez nous.
mail-out-subject = La commande { $name } est en cours de livraison
mail-out-headline = Votre colis est chez le livreur
mail-out-text = Un colis de la commande { $name } arrivera bientôt chez vous.
mail-pickup-subject = La commande { $name } est prête à être retirée
mail-pickup-headline = Prête à être retirée
mail-pickup-text = Vous pouvez retirer la commande { $name }. Pensez à apporter son numéro.
mail-delivered-subject = La commande { $name } est arrivée
mail-delivered-headline = Votre colis est arrivé
mail-delivered-text = Un colis de la commande { $name } a été livré. Si vous ne le trouvez pas ou si quelque chose ne va pas, écrivez-nous.
mail-canceled-subject = La commande { $name } a été annulée
mail-canceled-headline = Votre commande a été annulée
mail-canceled-text = La commande { $name } a été annulée et ne sera pas envoyée.
mail-refunded-subject = Un remboursement pour la commande { $name }
mail-refunded-headline = Votre argent est en route
mail-refunded-text = Nous avons remboursé un montant pour la commande { $name }. Il peut mettre quelques jours à apparaître sur votre compte.
mail-return-subject = Votre retour de la commande { $name }
mail-return-headline = Du nouveau sur votre retour
mail-return-requested = Nous avons reçu votre demande de retour pour la commande { $name } et vous répondrons bientôt.
mail-return-open = Votre retour de la commande { $name } est accepté. La page de la commande vous dit la suite.
mail-return-declined = Nous sommes désolés : nous n’avons pas pu accepter votre retour de la commande { $name }.
mail-return-canceled = Votre retour de la commande { $name } a été annulé.
mail-return-closed = Votre retour de la commande { $name } est terminé. Merci.
mail-return-other = Il y a du nouveau pour votre retour de la commande { $name }.
mail-link-headline = Votre lien
mail-link-text = Vous avez demandé le lien vers la commande { $name }. Si ce n’était pas vous, ne faites rien.
mail-code-headline = Votre code
mail-code-text = Saisissez ce code pour la commande { $name } dans le navigateur où vous l’avez demandé. Il est valable 10 minutes. Si ce n’était pas vous, ne faites rien.
