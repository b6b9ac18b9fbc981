//! North and South America.

use super::Carrier;

/// Carriers of the Americas.
pub(super) static CARRIERS: &[Carrier] = &[
    // United States
    Carrier::to(
        "USPS",
        "https://tools.usps.com/go/TrackConfirmAction?tLabels={}",
        &["United States Postal Service", "US Postal Service", "USPS Priority Mail", "USPS Ground Advantage"],
    ),
    Carrier::to("OnTrac", "https://www.ontrac.com/tracking/?number={}", &["On Trac"]),
    // Part of OnTrac, whose page knows its parcels.
    Carrier::to("LaserShip", "https://www.ontrac.com/tracking/?number={}", &["Laser Ship"]),
    Carrier::to(
        "GLS US",
        "https://www.gls-us.com/track-and-trace?TrackingNumbers={}",
        &["GLS USA", "Golden State Overnight", "GSO"],
    ),
    Carrier::to("LSO", "https://www.lso.com/tracking/{}", &["Lone Star Overnight"]),
    Carrier::to(
        "Spee-Dee",
        "https://www.speedeedelivery.com/track/?tracking={}",
        &["Spee-Dee Delivery", "SpeeDee"],
    ),
    Carrier::to(
        "GOFO Express",
        "https://www.gofoexpress.com/tracking.html?searchID={}",
        &["GOFO", "Gofo US"],
    ),
    Carrier::to(
        "UniUni",
        "https://uniuni.com/tracking/#tracking-detail?no={}",
        &["Uni Uni", "UniUni Express"],
    ),
    Carrier::bare("Veho", &["Ship Veho"]),
    Carrier::bare("Pandion", &["Pandion Pro"]),
    Carrier::to("Pitney Bowes", "https://tracking.pb.com/{}", &["Newgistics", "PB Global Ecommerce"]),
    Carrier::bare("APC", &["APC Postal Logistics", "APC PLI"]),
    Carrier::bare("ShipBob", &["Ship Bob"]),
    Carrier::bare("CDL Last Mile", &["CDL Delivers"]),
    Carrier::bare("United Delivery Service", &["UDS"]),
    // Freight
    Carrier::to(
        "Old Dominion",
        "https://www.odfl.com/us/en/tools/trace-track-ltl-freight/trace.html?proNumbers={}",
        &["Old Dominion Freight Line", "ODFL"],
    ),
    Carrier::to(
        "R+L Carriers",
        "https://www2.rlcarriers.com/freight/shipping/shipment-tracing?pro={}&docType=PRO",
        &["R&L Carriers", "RL", "R+L"],
    ),
    Carrier::to(
        "Estes",
        "https://www.estes-express.com/myestes/shipment-tracking/?type=PRO&query={}",
        &["Estes Express", "Estes Express Lines"],
    ),
    Carrier::to("XPO Logistics", "https://track.xpoweb.com/en-us/ltl-shipment/{}/", &["XPO"]),
    Carrier::to(
        "Pilot Freight",
        "https://www.pilotdelivers.com/pilot-shipment-detail/?Pro={}",
        &["Pilot", "Pilot Freight Services"],
    ),
    Carrier::to(
        "Alliance Air Freight",
        "https://worldtrak.shipalliance.com/CVPortal/shipinquiry/ShipInfo.aspx?Back=QuickTrack&TrackType=HousebillNo&TrackNo={}",
        &["Alliance Air Freight & Logistics"],
    ),
    Carrier::to(
        "Southwest Air Cargo",
        "https://www.swacargo.com/swacargo_com_ui/tracking-details?trackingId={}",
        &["Southwest Cargo", "Southwest Airlines Cargo"],
    ),
    Carrier::bare("TForce Final Mile", &["TForce", "TForce Logistics"]),
    // Canada
    Carrier::to(
        "Canada Post",
        "https://www.canadapost-postescanada.ca/track-reperage/en#/search?searchFor={}",
        &["Postes Canada", "Canada Post Corporation", "Post Canada"],
    ),
    Carrier::to(
        "Purolator",
        "https://www.purolator.com/en/shipping/tracker?searchValue={}",
        &["Purolator Courier", "Purolator Express", "Purolator Ground"],
    ),
    Carrier::to(
        "Canpar",
        "https://www.canpar.com/en/track/tracking.jsp?reference={}&locale=en",
        &["Canpar Express", "Canpar Courier"],
    ),
    Carrier::to(
        "Intelcom",
        "https://intelcom.ca/en/track-your-package/?tracking-id={}",
        &["Intelcom Express", "Dragonfly"],
    ),
    Carrier::to("BoxKnight", "https://www.tracking.boxknight.com/tracking?trackingNo={}", &["Box Knight"]),
    Carrier::bare("Loomis", &["Loomis Express"]),
    // South America
    Carrier::to(
        "Correios",
        "https://rastreamento.correios.com.br/app/index.php?objetos={}",
        &["Correios Brasil", "Brazil Post", "Correios do Brasil"],
    ),
    Carrier::to(
        "Coordinadora",
        "https://coordinadora.com/rastreo/rastreo-de-guia/detalle-de-rastreo-de-guia/?guia={}",
        &["Coordinadora Mercantil"],
    ),
];
