# Libellés, formulaires et tout ce qui entoure la commande.

## Frame
skip-to-content = Aller au contenu
languages = Langue
order-title = Commande { $name }
page-title = { $page } · { $shop }

## Order page
parcels-heading = Colis
timeline-heading = Ce qui s’est passé
timeline-empty = Il ne s’est encore rien passé. Cette page se remplit toute seule.
items-heading = Votre commande
address-heading = Adresse
messages-heading = Messages que nous vous avons envoyés
messages-none = Nous ne vous avons encore envoyé aucun message.
message-waiting = en route
message-sent = envoyé
message-failed = n’a pas pu être remis
message-withheld = non envoyé
message-unknown = peut-être remis deux fois
copy = Copier
copied = Copié
copy-number = Copier le numéro de suivi { $number }
opens-carrier = (ouvre la page du transporteur)
quantity = Quantité : { $count }
help-heading = Quelque chose ne va pas ?
help-text-email = Répondez à l’un de nos e-mails ou écrivez à { $email }. Gardez { $name } dans l’objet.
help-text = Répondez à l’un de nos e-mails. Gardez { $name } dans l’objet.
calendar = Ajouter la date au calendrier
feed = Suivre dans un lecteur de flux
share = Partager
print = Imprimer
updates-heading = E-mails sur cette commande
updates-ask = M’écrire quand quelque chose change
updates-stop = Ne plus m’écrire
updates-on = Nous écrivons à { $address } quand quelque chose change.
updates-off = Nous pouvons écrire à { $address } quand quelque chose change.
see-more = Afficher l’adresse et les messages
see-more-text = L’adresse et les messages sont masqués. Nous pouvons envoyer un code à l’adresse e-mail de la commande.
see-more-reduced = Ce lien est plus ancien et en montre donc moins. Nous pouvons envoyer un code à l’adresse e-mail de la commande.
shared-page = Quelqu’un a partagé cette page avec vous : elle ne montre ni prix, ni adresse, ni messages.

## Code page
code-title = Tout afficher
code-intro = Nous envoyons un code à 8 chiffres à l’adresse e-mail de cette commande. Il est valable 10 minutes, dans ce navigateur seulement.
code-send = M’envoyer un code
code-sent = Si la commande a une adresse e-mail, un code est en route. Il est valable 10 minutes.
code-label = Code reçu par e-mail
code-hint = 8 chiffres
code-submit = Tout afficher
code-again = Envoyer un autre code
code-wrong =
    { $left ->
        [one] Ce n’est pas le bon code. Il vous reste un essai.
       *[other] Ce n’est pas le bon code. Il vous reste { $left } essais.
    }
code-dead = Ce code n’est plus valable. Veuillez en demander un autre.
code-too-many = Nous avons envoyé assez de codes pour l’instant. Veuillez réessayer dans une heure.
code-no-mail-email = Rien n’arrive ? L’adresse e-mail de la commande est peut-être mal saisie. Écrivez à { $email } et gardez { $name } dans l’objet : la boutique peut la corriger.
code-no-mail = Rien n’arrive ? L’adresse e-mail de la commande est peut-être mal saisie. Interrogez la boutique sur { $name } : elle peut la corriger.
code-back = Retour à la commande

## Correcting the e-mail address
address-link = Corriger l’adresse e-mail
address-title = Corriger l’adresse e-mail
address-intro = Pour cette commande, nous écrivons à { $address }. Saisissez la bonne adresse ; nous y envoyons un code pour être sûrs qu’elle est à vous.
address-label = Bonne adresse e-mail
address-send = Y envoyer un code
address-sent = Un code est en route vers { $address }. Il est valable 10 minutes.
address-confirm = Utiliser cette adresse
address-wrong = Ce n’est pas une adresse e-mail. Écrivez-la comme nom@example.com.
address-same = Nous y écrivons déjà.
address-set-by-shop = La boutique a choisi l’adresse à laquelle nous écrivons pour cette commande. Pour la modifier, adressez-vous à la boutique.
address-too-many = Nous avons envoyé assez de codes pour l’instant. Veuillez réessayer plus tard.
address-done = C’est fait : désormais, nous écrivons à { $address } pour cette commande.

## Sharing
share-title = Partager cette commande
share-intro = Ceci crée un second lien pour vos proches ou un atelier. Il montre où en est la commande, mais ni prix, ni adresse, ni messages. Vous pouvez y mettre fin à tout moment.
share-make = Créer un lien
share-link = Lien à partager
share-end = Mettre fin à ce lien
share-ended = Le lien ne fonctionne plus.
share-not-here = Une page partagée ne peut pas être partagée à son tour.

## Look-up form
find-title = Où est ma commande ?
find-intro = Le numéro de commande se trouve dans nos e-mails.
find-order = Numéro de commande
find-order-hint = Par exemple #1001
find-proof = Adresse e-mail ou code postal
find-proof-hint = Comme indiqué dans la commande
find-submit = Voir ma commande
find-miss = Nous n’avons trouvé aucune commande avec ce numéro et cette adresse e-mail ou ce code postal. Veuillez vérifier les deux ; le numéro figure dans notre e-mail de confirmation.
find-sent = Si une commande correspond, un lien est en route vers son adresse e-mail.
find-missing-order = Veuillez saisir le numéro de commande.
find-missing-proof = Veuillez saisir l’adresse e-mail ou le code postal.
find-too-many = Cela fait beaucoup d’essais. Patientez un quart d’heure, ou utilisez le lien dans nos e-mails.
find-no-shop = Rien n’est encore installé ici.

## When something is not there
not-found-title = Ce lien ne fonctionne pas
not-found-text = Il est peut-être incomplet, ou n’est plus valable. Vous pouvez rechercher votre commande à la place.
not-found-page-title = Il n’y a rien ici
not-found-page-text = L’adresse est peut-être mal saisie. Vous pouvez rechercher votre commande à la place.
gone-title = Cette commande n’est plus affichée
gone-text = Ses données ont été effacées, comme promis. Pour toute question, écrivez à la boutique.
busy-title = Un instant, s’il vous plaît
busy-text = Nous ne pouvons pas consulter la commande pour le moment. Rien n’est perdu ; réessayez dans une minute.
busy-again = Réessayer
error-title = Un problème est survenu de notre côté
error-text = Ce n’est pas votre faute, et rien n’est perdu. Réessayez dans une minute.
refused-title = Cela n’a pas fonctionné
refused-text = Revenez à la page et envoyez de nouveau le formulaire.
too-large-title = C’était trop
too-large-text = Le formulaire dépassait la taille que nous acceptons. Réessayez avec moins.
not-connected-title = Cette page n’est pas encore prête
not-connected-text = La boutique n’a pas encore relié ses pages de commande. Réessayez plus tard ou utilisez le lien reçu par e-mail.
find-link = Rechercher une commande

## Unsubscribing
unsubscribe-title = Moins d’e-mails
unsubscribe-text = { $shop } vous écrit pour vous dire où en est votre commande. Vous pouvez arrêter ces e-mails ; ce qui relève de l’achat lui-même, comme un remboursement, vous parviendra toujours.
unsubscribe-button = Arrêter les e-mails de suivi
unsubscribed-title = C’est fait : moins d’e-mails
unsubscribed-text = { $shop } ne vous enverra plus d’e-mails de suivi. La page de votre commande montre toujours tout.
subscribe-again = Les recevoir à nouveau
