//! The houses that carry everywhere, and Asia, Oceania, Africa and the Near East.

use super::Carrier;

/// Worldwide carriers, then those of the other continents.
pub(super) static CARRIERS: &[Carrier] = &[
    Carrier::to(
        "DHL",
        "https://www.dhl.com/global-en/home/tracking.html?tracking-id={}",
        &[
            "DHL Parcel",
            "DHL Parcel UK",
            "DHL Freight",
            "DHL Service Point",
            "DHL Parcel Connect",
            "DHL Global",
        ],
    ),
    Carrier::to(
        "DHL Express",
        "https://www.dhl.com/global-en/home/tracking/tracking-express.html?submit=1&tracking-id={}",
        &["DHL Worldwide Express", "DHL Express Worldwide", "DHL International"],
    ),
    Carrier::to(
        "DHL eCommerce",
        "https://webtrack.dhlecs.com/orders?trackingNumber={}",
        &["DHL Global Mail", "DHL eCommerce US", "DHL eCommerce Solutions", "DHL eCommerce Asia", "DHL GM"],
    ),
    Carrier::to(
        "UPS",
        "https://www.ups.com/track?tracknum={}",
        &[
            "United Parcel Service",
            "UPS Standard",
            "UPS Express",
            "UPS Express Saver",
            "UPS Mail Innovations",
        ],
    ),
    Carrier::to(
        "FedEx",
        "https://www.fedex.com/fedextrack/?trknbr={}",
        &["Federal Express", "FedEx Express", "FedEx Home Delivery", "FedEx SmartPost", "FedEx Priority"],
    ),
    Carrier::to(
        "TNT",
        "https://www.tnt.com/express/en_gc/site/tracking.html?searchType=con&cons={}",
        &["TNT Express", "TNT Australia"],
    ),
    Carrier::to("Asendia", "https://a1.asendiausa.com/tracking/?trackingnumber={}", &["Asendia USA"]),
    Carrier::to("Landmark Global", "https://track.landmarkglobal.com/?search={}", &["Landmark"]),
    Carrier::to("Swiship", "https://www.swiship.com/track?id={}", &["Amazon Swiship", "Amazon MCF"]),
    Carrier::to(
        "Amazon Logistics",
        "https://track.amazon.com/tracking/{}",
        &["Amazon", "Amazon Shipping", "AMZL"],
    ),
    Carrier::to(
        "Amazon Logistics UK",
        "https://track.amazon.co.uk/tracking/{}",
        &["Amazon UK", "Amazon Shipping UK"],
    ),
    // Oceania
    Carrier::to(
        "Australia Post",
        "https://auspost.com.au/mypost/track/details/{}",
        &["AusPost", "Auspost eParcel"],
    ),
    Carrier::to("StarTrack", "https://startrack.com.au/track/details/{}", &["Star Track"]),
    Carrier::to("Sendle", "https://track.sendle.com/tracking?ref={}", &["Sendle Australia"]),
    Carrier::to(
        "Aramex Australia",
        "https://www.aramex.com.au/tools/track?l={}",
        &["Fastway Australia", "Aramex AU"],
    ),
    Carrier::to(
        "Aramex",
        "https://www.aramex.com/track/results?ShipmentNumber={}",
        &["Aramex International"],
    ),
    Carrier::to(
        "CouriersPlease",
        "https://www.couriersplease.com.au/tools-track?no={}",
        &["Couriers Please"],
    ),
    Carrier::to("Toll", "https://www.mytoll.com/?externalSearchQuery={}&op=Search", &["Toll IPEC", "MyToll"]),
    Carrier::to(
        "New Zealand Post",
        "https://www.nzpost.co.nz/tools/tracking?trackid={}",
        &["NZ Post", "NZPost"],
    ),
    // Asia
    Carrier::to(
        "Japan Post",
        "https://trackings.post.japanpost.jp/services/srv/search/direct?reqCodeNo1={}&locale=en",
        &["Japan Post EN", "Japan Post JA", "Yu-Pack"],
    ),
    Carrier::to(
        "Yamato",
        "https://jizen.kuronekoyamato.co.jp/jizen/servlet/crjz.b.NQ0010?id={}",
        &["Yamato EN", "Yamato JA", "Kuroneko Yamato", "Yamato Transport"],
    ),
    Carrier::to(
        "Sagawa",
        "https://k2k.sagawa-exp.co.jp/p/web/okurijosearch.do?okurijoNo={}",
        &["Sagawa EN", "Sagawa JA", "Sagawa Express"],
    ),
    Carrier::to(
        "Korea Post",
        "https://service.epost.go.kr/trace.RetrieveEmsRigiTraceList.comm?POST_CODE={}&displayHeader=N",
        &["Korea EMS", "EMS Korea"],
    ),
    Carrier::bare("China Post", &["China EMS", "ePacket"]),
    Carrier::to(
        "SF Express",
        "https://www.sf-express.com/we/ow/chn/en/waybill/waybill-detail/{}",
        &["SF International", "Shunfeng"],
    ),
    Carrier::to("YunExpress", "https://www.yuntrack.com/parcelTracking?id={}", &["Yun Express", "Yun Track"]),
    Carrier::to("4PX", "https://track.4px.com/#/result/0/{}", &["4PX Express", "4PX Worldwide Express"]),
    Carrier::to(
        "NinjaVan",
        "https://www.ninjavan.co/en-sg/tracking?id={}",
        &["Ninja Van", "NinjaVan Singapore"],
    ),
    Carrier::bare("Singapore Post", &["SingPost"]),
    Carrier::to("Thailand Post", "https://track.thailandpost.co.th/?trackNumber={}", &["Thai Post"]),
    Carrier::bare("India Post", &["Speed Post India"]),
    Carrier::to("Delhivery", "https://www.delhivery.com/track/package/{}", &["Delhivery Courier"]),
    Carrier::to("Ekart", "https://ekartlogistics.com/shipmenttrack/{}", &["Ekart Logistics"]),
    Carrier::to("XpressBees", "https://www.xpressbees.com/shipment/tracking?awbNo={}", &["Xpress Bees"]),
    Carrier::to("Ecom Express", "https://ecomexpress.in/tracking/?awb_field={}", &["EcomExpress India"]),
    Carrier::to(
        "Blue Dart",
        "https://www.bluedart.com/trackdartresultthirdparty?trackFor=0&trackNo={}",
        &["Bluedart Express"],
    ),
    // Near East and Africa
    Carrier::to(
        "Israel Post",
        "https://israelpost.co.il/en/itemtrace?itemcode={}",
        &["Israel Postal Company"],
    ),
    Carrier::to(
        "PTT",
        "https://gonderitakip.ptt.gov.tr/Track/Verify?q={}",
        &["PTT Kargo", "Turkey Post", "Turkish Post"],
    ),
    Carrier::to(
        "Yurtiçi Kargo",
        "https://www.yurticikargo.com/en/online-servisler/gonderi-sorgula?code={}",
        &["Yurtici"],
    ),
    Carrier::to("Aras Kargo", "https://kargotakip.araskargo.com.tr/mainpage.aspx?code={}", &["Aras"]),
    Carrier::to("Sürat Kargo", "https://suratkargo.com.tr/KargoTakip/?kargotakipno={}", &["Surat"]),
];
