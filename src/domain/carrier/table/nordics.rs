//! Denmark, Norway, Sweden, Finland, Iceland and the Baltic states.

use super::Carrier;

/// Carriers of the Nordics and the Baltics.
pub(super) static CARRIERS: &[Carrier] = &[
    Carrier::to(
        "PostNord",
        "https://portal.postnord.com/tracking/details/{}",
        &[
            "Portal PostNord",
            "Post Danmark",
            "Posten Sverige",
            "Posten Sweden",
            "Danish Post",
            "Sweden Post",
            "Swedish Post",
            "PostNord MyPack",
            "PostNord Varubrev",
            "PostNord Strålfors",
        ],
    ),
    Carrier::to(
        "Bring",
        "https://tracking.bring.com/tracking/{}",
        &["Bring Posten", "Posten Bring", "Bring Home Delivery", "Bring Express", "Bring Cargo"],
    ),
    Carrier::to(
        "Posten",
        "https://sporing.posten.no/sporing/{}",
        &["Posten Norge", "Posten.no", "Norway Post", "Norwegian Post"],
    ),
    Carrier::to(
        "GLS",
        "https://gls-group.com/track/{}",
        &["General Logistics Systems", "GLS Privat", "GLS Pakkeshop", "GLS Express"],
    ),
    Carrier::to(
        "DAO",
        "https://www.dao.as/privat/find-din-pakke?stregkode={}",
        &["DAO 365", "DAO Direkte", "Dansk Avis Omdeling", "DAO Pakkeshop", "DAO Hjemme"],
    ),
    Carrier::bare("Danske Fragtmænd", &["Fragtmænd", "Danske Fragtmaend", "Danske Fragtmand"]),
    Carrier::bare("Burd", &["Burd Delivery"]),
    Carrier::to(
        "Helthjem",
        "https://helthjem.no/sporing/{}",
        &["Helt hjem", "Helthjem Netthandel", "Helthjem Mail"],
    ),
    Carrier::bare("Porterbuddy", &["Porter Buddy"]),
    Carrier::to("Budbee", "https://tracking.budbee.com/{}", &["Budbee Box"]),
    Carrier::to("Instabox", "https://track.instabox.io/{}", &["Instabee"]),
    Carrier::bare("Airmee", &["Airmee Home"]),
    Carrier::bare("Early Bird", &["EarlyBird", "Early Bird Logistics"]),
    Carrier::bare("Best Transport", &["Best", "Best Nordic"]),
    Carrier::to("CityMail", "https://tracking.citymail.se/?search={}", &["Bring CityMail"]),
    Carrier::to(
        "DB Schenker",
        "https://www.dbschenker.com/app/tracking-public/?refNumber={}",
        &["Schenker", "DBSchenker", "DB Schenker Privpak", "Schenker Privpak"],
    ),
    Carrier::bare("DSV", &["DSV Road", "DSV Panalpina"]),
    Carrier::to(
        "Posti",
        "https://www.posti.fi/en/tracking#/lahetys/{}",
        &["Posti Group", "Itella", "Finland Post", "Itella Posti"],
    ),
    Carrier::to(
        "Matkahuolto",
        "https://www.matkahuolto.fi/seuranta?parcelNumber={}",
        &["Matkahuolto Lähellä", "Oy Matkahuolto"],
    ),
    Carrier::bare("Pósturinn", &["Iceland Post", "Íslandspóstur", "Postur"]),
    Carrier::to("Omniva", "https://minu.omniva.ee/track/{}", &["Eesti Post", "Estonia Post", "Eesti Omniva"]),
    Carrier::bare("Latvijas Pasts", &["Latvia Post"]),
    Carrier::to(
        "Lietuvos paštas",
        "https://www.post.lt/siuntu-sekimas?parcels={}",
        &["LP Express", "Lithuania Post", "LP Expressas"],
    ),
    Carrier::to(
        "Venipak",
        "https://venipak.com/tracking/track/{}",
        &["Venipak LT", "Venipak LV", "Venipak EE"],
    ),
];
