//! Europe without the Nordics and the Baltics.

use super::Carrier;

/// Carriers of Europe.
pub(super) static CARRIERS: &[Carrier] = &[
    // Germany, Austria, Switzerland
    Carrier::to(
        "DHL Paket",
        "https://www.dhl.de/de/privatkunden/pakete-empfangen/verfolgen.html?piececode={}",
        &["DHL Germany", "DHL Deutschland", "DHL DE", "Deutsche Post DHL", "DHL Packet", "DHL Paket Germany"],
    ),
    Carrier::to(
        "Deutsche Post",
        "https://www.deutschepost.de/de/s/sendungsverfolgung.html?piececode={}",
        &["Deutsche Post DE", "Deutsche Post EN", "German Post", "Germany Post", "Warenpost"],
    ),
    Carrier::to(
        "Hermes",
        "https://www.myhermes.de/empfangen/sendungsverfolgung/sendungsinformation#{}",
        &["Hermes Germany", "Hermes DE", "Hermes Versand", "MyHermes DE"],
    ),
    Carrier::to(
        "DPD",
        "https://tracking.dpd.de/status/en_US/parcel/{}",
        &["DPD Classic", "DPD Predict", "Geopost"],
    ),
    Carrier::to(
        "Österreichische Post",
        "https://www.post.at/sv/sendungsdetails?snr={}",
        &["Austrian Post", "Austria Post", "Oesterreichische Post", "Post AT", "Post.at"],
    ),
    Carrier::to(
        "Swiss Post",
        "https://service.post.ch/ekp-web/ui/entry/search/{}",
        &["Die Schweizerische Post", "Post CH", "La Poste Suisse", "La Posta Svizzera"],
    ),
    // United Kingdom and Ireland
    Carrier::to(
        "Royal Mail",
        "https://www.royalmail.com/track-your-item#/tracking-results/{}",
        &["RoyalMail", "Royal Mail Tracked 24", "Royal Mail Tracked 48", "Royal Mail Group"],
    ),
    Carrier::to(
        "Evri",
        "https://www.evri.com/track/parcel/{}",
        &["Hermes UK", "Evri Hermes", "Hermes Evri", "MyHermes", "MyHermes UK", "Evri UK"],
    ),
    Carrier::to(
        "DPD UK",
        "https://track.dpd.co.uk/parcels/{}",
        &["DPD Local", "DPD GB", "Interlink Express"],
    ),
    Carrier::to(
        "Parcelforce",
        "https://www.parcelforce.com/track-trace?trackNumber={}",
        &["Parcelforce Worldwide", "Parcel Force"],
    ),
    Carrier::to("Yodel", "https://www.yodel.co.uk/tracking/{}", &["Yodel Direct"]),
    Carrier::bare("Tuffnells", &["Tuffnells Parcels Express"]),
    Carrier::to("Whistl", "https://trackmyitem.whistl.co.uk/tracking/{}", &["Whistl UK"]),
    Carrier::bare("DX", &["DX Express", "DX Freight"]),
    Carrier::to(
        "An Post",
        "https://www.anpost.com/Post-Parcels/Track/History?item={}",
        &["AnPost", "Irish Post"],
    ),
    Carrier::to("DPD Ireland", "https://dpd.ie/tracking?deviceType=5&consignmentNumber={}", &["DPD IE"]),
    Carrier::to(
        "Fastway",
        "https://www.fastway.ie/courier-services/track-your-parcel/?l={}",
        &["Fastway Couriers"],
    ),
    // France
    Carrier::to(
        "La Poste",
        "https://www.laposte.fr/outils/suivre-vos-envois?code={}",
        &["Lettre Suivie", "La Poste FR"],
    ),
    Carrier::to(
        "Colissimo",
        "https://www.laposte.fr/outils/suivre-vos-envois?code={}",
        &["La Poste Colissimo", "Colissimo La Poste"],
    ),
    Carrier::to(
        "Chronopost",
        "https://www.chronopost.fr/tracking-no-cms/suivi-page?listeNumerosLT={}&langue=en",
        &["Chronopost France", "Chronopost International"],
    ),
    Carrier::to(
        "Mondial Relay",
        "https://www.mondialrelay.fr/suivi-de-colis/?numeroExpedition={}",
        &["MondialRelay"],
    ),
    Carrier::to(
        "Colis Privé",
        "https://colisprive.com/moncolis/pages/detailColis.aspx?numColis={}",
        &["Colis Prive", "ColisPrive"],
    ),
    // Netherlands, Belgium
    Carrier::to(
        "PostNL",
        "https://postnl.nl/tracktrace/?B={}&P=&D=&T=C",
        &["Post NL", "TNT Post", "PostNL International"],
    ),
    Carrier::to(
        "DHL eCommerce NL",
        "https://my.dhlecommerce.nl/home/tracktrace/{}",
        &["DHL Parcel NL", "DHL Parcel Netherlands", "DHL For You", "DHL eCommerce Netherlands"],
    ),
    Carrier::to(
        "bpost",
        "https://track.bpost.cloud/btr/web/#/search?itemCode={}&lang=en",
        &["BPost International", "Belgian Post", "Bpack"],
    ),
    // Spain, Portugal
    Carrier::to(
        "Correos",
        "https://www.correos.es/es/en/tools/tracker/items/details?tracking-number={}",
        &["Correos España", "Correos Spain", "Spain Post", "Correos Express ES"],
    ),
    Carrier::to("SEUR", "https://www.seur.com/livetracking/?segOnlineIdentificador={}", &["Seur Geopost"]),
    Carrier::to(
        "MRW",
        "https://www.mrw.es/seguimiento_envios/MRW_resultados_consultas.asp?modo=nacional&envio={}",
        &["MRW España"],
    ),
    Carrier::to(
        "CTT Express",
        "https://www.cttexpress.com/localizador-de-envios/?sc={}",
        &["Tourline Express"],
    ),
    Carrier::to(
        "CTT",
        "https://www.ctt.pt/feapl_2/app/open/objectSearch/objectSearch.jspx?objects={}",
        &["CTT Correios", "Portugal Post", "CTT Correios de Portugal"],
    ),
    // Italy, Greece, Cyprus
    Carrier::to(
        "Poste Italiane",
        "https://www.poste.it/cerca/index.html#/risultati-spedizioni/{}",
        &["Italian Post", "Italy Post", "Poste Italiane SDA"],
    ),
    Carrier::to(
        "BRT",
        "https://vas.brt.it/vas/sped_det_show.hsm?referer=sped_numspe_par.htm&Nspediz={}",
        &["Bartolini", "BRT Bartolini", "BRT Corriere Espresso"],
    ),
    Carrier::to(
        "GLS Italy",
        "https://www.gls-italy.com/?option=com_gls&view=track_e_trace&mode=search&numero_spedizione={}&tipo_codice=nazionale",
        &["GLS Italia", "GLS IT"],
    ),
    Carrier::to(
        "ELTA",
        "https://www.elta-courier.gr/search?br={}",
        &["ELTA Courier", "Hellenic Post", "Greece Post"],
    ),
    Carrier::bare("ACS Courier", &["ACS"]),
    Carrier::to(
        "Cyprus Post",
        "https://www.cypruspost.post/en/track-n-trace-results?code={}",
        &["Cyprus Postal Services"],
    ),
    // Middle and Eastern Europe
    Carrier::to(
        "Poczta Polska",
        "https://emonitoring.poczta-polska.pl/?numer={}",
        &["Polish Post", "Poland Post", "Pocztex"],
    ),
    Carrier::to(
        "InPost",
        "https://inpost.pl/sledzenie-przesylek?number={}",
        &["InPost Paczkomaty", "Paczkomaty"],
    ),
    Carrier::to(
        "Packeta",
        "https://tracking.packeta.com/en/?id={}",
        &["Zásilkovna", "Zasielkovna", "Csomagküldő"],
    ),
    Carrier::to(
        "Česká pošta",
        "https://www.postaonline.cz/trackandtrace/-/zasilka/cislo?parcelNumbers={}",
        &["Czech Post", "Balíkovna"],
    ),
    Carrier::to("PPL", "https://www.ppl.cz/vyhledat-zasilku?shipmentId={}", &["PPL CZ", "PPL Czech"]),
    Carrier::to("Slovenská pošta", "https://tandt.posta.sk/en/items/{}", &["Slovak Post"]),
    Carrier::to(
        "Magyar Posta",
        "https://www.posta.hu/nyomkovetes/nyitooldal?searchvalue={}",
        &["Hungarian Post", "MPL"],
    ),
    Carrier::to(
        "Hrvatska pošta",
        "https://posiljka.posta.hr/en/tracking/trackingdata?barcode={}",
        &["Croatian Post"],
    ),
    Carrier::to(
        "Speedy",
        "https://www.speedy.bg/en/track-shipment?shipmentNumber={}",
        &["Speedy BG", "Speedy Bulgaria"],
    ),
    Carrier::to("Ukrposhta", "https://track.ukrposhta.ua/tracking_EN.html?barcode={}", &["Ukraine Post"]),
    Carrier::to("Nova Poshta", "https://novaposhta.ua/en/tracking/?cargo_number={}", &["Nova Post"]),
];
