# Ce que la page dit d'une commande. Dates et montants arrivent tout prêts, dans la langue de la page.

## Headline: the first thing a shopper reads
headline-canceled = Annulée
headline-canceled-amount = Annulée, { $amount } remboursés
headline-on-hold = En attente
headline-on-hold-payment = En attente : nous attendons votre paiement
headline-on-hold-address = En attente : nous devons vérifier votre adresse
headline-on-hold-stock = En attente : nous attendons un réassort
headline-on-hold-date = En attente : nous ne connaissons pas encore la date
headline-on-hold-exchange = En attente : nous attendons votre retour
headline-not-delivered = Le colis n’a pas pu être livré
headline-attempted = Le transporteur ne vous a pas trouvé
headline-out-for-delivery = En cours de livraison
headline-out-for-delivery-part = Un colis est en cours de livraison
headline-ready-for-pickup = Prête à être retirée
headline-ready-for-pickup-part = Une partie de votre commande est prête à être retirée
headline-delayed = Retardée en chemin
headline-delayed-expected = Retardée, désormais attendue le { $date }
headline-arriving = Arrive le { $date }
headline-arriving-today = Arrive aujourd’hui
headline-arriving-tomorrow = Arrive demain
headline-arriving-part = Une partie de votre commande arrive le { $date }
headline-on-its-way = En route
headline-on-its-way-part = Une partie de votre commande est en route
headline-shipped = Expédiée
headline-shipped-part = Une partie de votre commande est expédiée
headline-part-delivered = Une partie de votre commande est arrivée
headline-delivered = Livrée
headline-delivered-on = Livrée le { $date }
headline-picked-up = Retirée
headline-picked-up-on = Retirée le { $date }
headline-return-requested = Retour demandé
headline-return-in-progress = Votre retour est en cours
headline-return-inspected = Votre retour a été vérifié
headline-returned = Retournée
headline-scheduled = Prévue pour plus tard
headline-scheduled-on = Prévue pour le { $date }
headline-late = Plus tard que prévu
headline-payment-pending = Nous attendons votre paiement
headline-payment-expired = Le paiement a expiré
headline-payment-released = Le paiement a été libéré
headline-refunded = Remboursée
headline-refunded-amount = { $amount } remboursés
headline-preparing = Nous préparons votre commande
headline-complete = Terminée
headline-received = Nous avons votre commande

## One sentence of explanation below the headline
lead-canceled = Nous avons annulé cette commande et ne l’enverrons pas.
lead-canceled-customer = Vous nous avez demandé d’annuler cette commande.
lead-canceled-payment = Le paiement n’a pas abouti, nous avons donc annulé la commande.
lead-canceled-stock = Nous n’avons pas pu obtenir tous les articles et avons dû annuler. Nous en sommes désolés.
lead-on-hold = Nous vérifions quelque chose avant de continuer. Vous n’avez rien à faire ; nous vous écrirons si nous avons besoin de vous.
lead-on-hold-payment = Nous continuons dès que le paiement est arrivé.
lead-on-hold-address = Quelque chose semble inexact dans l’adresse. Écrivez-nous pour que le colis vous trouve.
lead-on-hold-stock = Un article est épuisé. Nous continuons dès qu’il est de retour.
lead-on-hold-date = Nous vous dirons la date dès que nous la connaîtrons.
lead-on-hold-exchange = Nous envoyons le nouvel article dès que l’ancien est sur le chemin du retour.
lead-part-on-hold = Certains de vos articles sont en attente. Le reste continue.
lead-not-delivered = Le transporteur n’a pas pu livrer. Voyez le colis ci-dessous, ou écrivez-nous et nous arrangerons cela.
lead-attempted = Le transporteur s’est présenté à votre porte. Voyez la suite avec le colis ci-dessous.
lead-out-for-delivery = Le transporteur est en route vers vous aujourd’hui.
lead-ready-for-pickup = Vous pouvez retirer votre commande dès maintenant.
lead-delayed = Le transporteur annonce plus de temps que prévu. Nous suivons cela de près.
lead-on-its-way = Le transporteur a votre colis.
lead-shipped = Nous avons remis votre colis au transporteur. Il peut mettre un jour à l’afficher.
lead-rest-follows = Le reste suit dans un autre colis.
lead-part-delivered = Le reste est encore chez nous et va suivre.
lead-delivered = Le transporteur dit que c’est arrivé. Quelque chose ne va pas ? Écrivez-nous.
lead-picked-up = Vous avez retiré votre commande. Merci !
lead-return-requested = Nous avons votre demande et répondrons bientôt.
lead-return-in-progress = Dès que votre colis sera arrivé et vérifié, nous vous dirons la suite.
lead-return-inspected = Nous avons examiné ce que vous avez renvoyé et vous dirons bientôt la suite.
lead-returned = Votre retour est terminé.
lead-return-declined = Nous n’avons pas pu accepter votre retour ; la raison est ci-dessous.
lead-scheduled = Votre commande attend ce jour. Vous n’avez rien à faire.
lead-late = Nous n’avons pas tenu la date annoncée. Nous en sommes désolés. Votre commande n’est pas oubliée.
lead-payment-pending = Nous commençons dès que le paiement est arrivé.
lead-payment-expired = Le montant était seulement réservé et rien n’a été débité. Écrivez-nous si vous voulez toujours votre commande.
lead-payment-released = Rien n’a été débité. Écrivez-nous si cela vous surprend.
lead-refunded = Nous vous avons remboursé. Quelques jours peuvent passer avant que vous le voyiez sur votre compte.
lead-preparing = Nous rassemblons vos articles.
lead-complete = Il n’y a plus rien à envoyer.
lead-received = Nous l’avons et nous y mettons bientôt.

## Progress
stages-label = Avancement
stage-ordered = Commandée
stage-shipped = Expédiée
stage-out-for-delivery = En livraison
stage-delivered = Livrée
stage-ready-for-pickup = Prête au retrait
stage-picked-up = Retirée
stage-complete = Terminée
stage-on-hold = En attente
stage-delayed = Retardée
stage-canceled = Annulée
stage-refunded = Remboursée
stage-returned = Retour
stage-past = fait
stage-here = en ce moment
stage-coming = à venir

## Due date
due-single = Prévue pour le { $date }
due-range = Prévue du { $from } au { $to }
due-passed = Était prévue : { $date }
due-moved =
    { $count ->
        [one] La date a changé une fois
       *[other] La date a changé { $count } fois
    }
due-move = { $from } est devenu { $to }
due-move-dropped = { $from } a été retiré
due-move-when = le { $date }
date-range = { $from } – { $to }
coming-step = Prévu pour le { $date } : { $name }.
pace-range = Prend en général { $from } à { $to } jours ouvrés ; c’est le jour { $day }.
pace-single =
    { $days ->
        [one] Prend en général un jour ouvré ; c’est le jour { $day }.
       *[other] Prend en général { $days } jours ouvrés ; c’est le jour { $day }.
    }
pace-longer = Cela prend plus de temps que d’habitude : jour { $day } au lieu de { $to }.

## Parcels
parcel-only = Votre colis
parcel-of = Colis { $number } sur { $count }
parcel-waiting = Encore chez nous
parcel-expected = Attendu : { $date }
phase-prepared = Remis au transporteur
phase-on-its-way = En route
phase-delayed = Retardé
phase-out-for-delivery = En cours de livraison
phase-attempted = Livraison tentée
phase-not-delivered = Non livré
phase-ready-for-pickup = Prêt à être retiré
phase-picked-up = Retiré
phase-delivered = Livré
phase-waiting = En préparation
phase-on-hold = En attente
phase-scheduled = Prévu
track-at = Suivre sur { $host }
tracking-none = Ce colis n’a pas de numéro de suivi.
item-times = { $title } × { $quantity }
parcel-more-items =
    { $count ->
        [one] et un autre article
       *[other] et { $count } autres articles
    }

## Timeline
entry-placed = Commande reçue
entry-payment-pending = En attente du paiement
entry-payment-authorized = Paiement autorisé
entry-payment-partially-paid = Payée en partie
entry-payment-paid = Payée
entry-payment-voided = Autorisation de paiement levée
entry-payment-expired = L’autorisation de paiement a expiré
entry-payment-other = Paiement mis à jour
entry-payment-amount = { $amount }
entry-payment-amount-by = { $amount } avec { $gateway }
entry-canceled = Annulée
entry-edited = Commande modifiée
entry-on-hold = En attente
entry-on-hold-payment = Nous attendons le paiement.
entry-on-hold-address = Nous devons vérifier l’adresse.
entry-on-hold-stock = Nous attendons un réassort.
entry-on-hold-date = La date n’est pas encore connue.
entry-on-hold-exchange = Nous attendons votre retour.
entry-scheduled = Prévue pour plus tard
entry-scheduled-on = Prévue pour le { $date }
entry-in-progress = En préparation
entry-shipped = Expédiée
entry-shipped-parcel = Colis { $number } sur { $count }
entry-shipped-carrier = Remise à { $carrier }
entry-shipped-parcel-carrier = Le colis { $number } sur { $count } a été remis à { $carrier }.
entry-carrier-confirmed = Le transporteur a les données de l’envoi
entry-carrier-label = Étiquette créée
entry-carrier-picked-up = Le transporteur a le colis
entry-carrier-in-transit = En transit
entry-carrier-delayed = Retardé
entry-carrier-out-for-delivery = En cours de livraison
entry-carrier-attempted = Livraison tentée
entry-carrier-ready-for-pickup = Prêt à être retiré
entry-carrier-fetched = Retiré
entry-carrier-delivered = Livré
entry-carrier-failure = Non livré
entry-carrier-other = Nouvelles du transporteur
entry-carrier-place = { $message } ({ $city })
entry-folded =
    { $count ->
        [one] Un relevé précédent
       *[other] { $count } relevés précédents
    }
entry-refunded = Remboursement
entry-return-requested = Retour demandé
entry-return-open = Retour accepté
entry-return-inspected = Retour vérifié
entry-return-closed = Retour terminé
entry-return-declined = Retour refusé
entry-return-canceled = Retour annulé
entry-status-correction = Retour à l’étape « { $status } »
entry-status-correction-text = Nous avons corrigé l’étape.
entry-due = Date prévue : { $date }
entry-due-moved = Nouvelle date : { $date }
entry-due-dropped = La date a été retirée
entry-due-before = Auparavant : { $date }.
entry-items-status = { $status }, pour une partie de votre commande
picture-from-shop = Une photo de la boutique
entry-comment = Un mot de la boutique
entry-comment-by = Un mot de { $by }

## Items
item-waiting = En préparation
item-shipped = Expédié
item-delivered = Livré
item-picked-up = Retiré
item-returned = Repris
item-canceled = Annulé
item-refunded = Remboursé
item-digital = Rien à expédier
item-part-shipped = { $done } sur { $count } expédiés
item-part-delivered = { $done } sur { $count } livrés

## Facts about the order
fact-total = Total
fact-outstanding = Reste à payer
fact-refunded = Remboursé
fact-payment = Paiement
fact-deliver-to = Livraison à
payment-pending = En attente du paiement
payment-authorized = Autorisé
payment-partially-paid = Payé en partie
payment-paid = Payé
payment-partially-refunded = Remboursé en partie
payment-refunded = Remboursé
payment-voided = Autorisation levée
payment-expired = Expiré
payment-other = En cours de vérification

## Time
today = Aujourd’hui
yesterday = Hier
tomorrow = Demain
placed-on = passée le { $date }
checked-ago = Vérifié auprès de la boutique { $ago }
checked-now = Vérifié auprès de la boutique à l’instant

## When news no longer come in
notice-paused = Les nouvelles de la boutique sont retardées en ce moment.
notice-uninstalled = Cette page n’est plus tenue à jour.
notice-known-until = Vous voyez ce que nous savions : { $when }.
