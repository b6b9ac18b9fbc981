//! Signs mails (DKIM, RFC 6376) with the shop's own key, RSA-SHA256 or Ed25519, and says which record in the
//! DNS shows the world its public half. Never reads the DNS. Start with [`DkimSigner::open`].

use std::path::Path;

use data_encoding::BASE64;
use mail_auth::common::crypto::{DkimKey, Ed25519Key, RsaKey, Sha256};
use mail_auth::common::headers::HeaderWriter as _;
use mail_auth::dkim::{DkimSigner as Signer, Done};
use rustls_pki_types::PrivateKeyDer;
use rustls_pki_types::pem::PemObject as _;

use super::MailError;

/// What is signed. A header that a mail does not have is signed as absent: nobody can add one.
const SIGNED: [&str; 10] = [
    "From",
    "To",
    "Subject",
    "Date",
    "Message-ID",
    "MIME-Version",
    "Content-Type",
    "Reply-To",
    "List-Unsubscribe",
    "List-Unsubscribe-Post",
];

/// Signs in the name of a domain.
pub struct DkimSigner {
    signer: Signer<DkimKey, Done>,
    domain: String,
    selector: String,
    record: String,
}

/// Why a key cannot be used; the sentence says what to do and holds nothing of the key.
#[derive(Debug, thiserror::Error)]
pub enum DkimError {
    /// The file cannot be read.
    #[error("the DKIM key {0} cannot be read: {1}")]
    Unreadable(String, std::io::Error),
    /// It holds something else.
    #[error("the DKIM key {0} is no RSA or Ed25519 key as PEM; `openssl genrsa 2048` makes one")]
    NoKey(String),
    /// Domain or selector cannot be.
    #[error("“{0}” is no domain or selector for DKIM: letters, digits, dashes and dots")]
    Name(String),
}

impl DkimSigner {
    /// A signer with the key in the file at `path`: PEM, RSA or Ed25519.
    ///
    /// # Errors
    /// When the file cannot be read or holds no such key, or a name cannot stand in the DNS.
    pub fn open(path: &Path, selector: &str, domain: &str) -> Result<Self, DkimError> {
        let shown = path.display().to_string();
        let pem = std::fs::read(path).map_err(|error| DkimError::Unreadable(shown.clone(), error))?;
        Self::new(&pem, selector, domain).map_err(|error| match error {
            DkimError::NoKey(_) => DkimError::NoKey(shown),
            other => other,
        })
    }

    /// A signer with this key as PEM.
    ///
    /// # Errors
    /// When it is no RSA or Ed25519 key, or a name cannot stand in the DNS.
    pub fn new(pem: &[u8], selector: &str, domain: &str) -> Result<Self, DkimError> {
        for name in [selector, domain] {
            let fits = |b: u8| b.is_ascii_alphanumeric() || b == b'-' || b == b'.' || b == b'_';
            if name.is_empty() || name.len() > 200 || !name.bytes().all(fits) {
                return Err(DkimError::Name(name.to_owned()));
            }
        }
        let no_key = || DkimError::NoKey("given".to_owned());
        let der = PrivateKeyDer::from_pem_slice(pem).map_err(|_| no_key())?;
        let (key, record) = match RsaKey::<Sha256>::from_key_der(der.clone_key()) {
            Ok(rsa) => {
                let public = BASE64.encode(&subject_public_key_info(&rsa.public_key()));
                (DkimKey::Rsa(rsa), format!("v=DKIM1; k=rsa; p={public}"))
            }
            Err(_) => {
                let ed25519 = Ed25519Key::from_pkcs8_maybe_unchecked_der(der.secret_der());
                let ed25519 = ed25519.map_err(|_| no_key())?;
                let public = BASE64.encode(&ed25519.public_key());
                (DkimKey::Ed25519(ed25519), format!("v=DKIM1; k=ed25519; p={public}"))
            }
        };
        let signer = Signer::from_key(key).domain(domain).selector(selector).headers(SIGNED);
        Ok(Self { signer, domain: domain.to_owned(), selector: selector.to_owned(), record })
    }

    /// The mail with its signature in front.
    ///
    /// # Errors
    /// When the key refuses.
    pub fn sign(&self, mail: &[u8]) -> Result<Vec<u8>, MailError> {
        let wrong = || MailError::Malformed("DKIM signature");
        let signature = self.signer.sign(mail).map_err(|_| wrong())?;
        let header = folded(&signature.to_header(), &signature.b).ok_or_else(wrong)?;
        let mut signed = header.into_bytes();
        signed.extend_from_slice(mail);
        Ok(signed)
    }

    /// The domain it signs for.
    #[must_use]
    pub fn domain(&self) -> &str {
        &self.domain
    }

    /// Where in the DNS the public half must stand.
    #[must_use]
    pub fn record_name(&self) -> String {
        format!("{}._domainkey.{}", self.selector, self.domain)
    }

    /// The TXT record that must stand there.
    #[must_use]
    pub fn record(&self) -> &str {
        &self.record
    }
}

impl std::fmt::Debug for DkimSigner {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("DkimSigner").field("record_name", &self.record_name()).finish_non_exhaustive()
    }
}

/// The header with the lines of its signature broken anew. mail-auth may break a line right before the last
/// `;`; verifiers take the signature out before they check, and not all of them take that break with it.
fn folded(header: &str, signature: &[u8]) -> Option<String> {
    let value = BASE64.encode(signature);
    let end = format!("{value};");
    let at = header
        .match_indices("b=")
        .map(|(at, _)| at)
        .find(|at| header[at + 2..].chars().filter(|c| !c.is_whitespace()).eq(end.chars()))?;
    let mut out = format!("{}b=", &header[..at]);
    for (nth, piece) in value.as_bytes().chunks(72).enumerate() {
        out.push_str(if nth == 0 { "" } else { "\r\n\t" });
        out.extend(piece.iter().copied().map(char::from));
    }
    out.push_str(";\r\n");
    Some(out)
}

/// An RSA public key in the wrapping that every verifier reads (X.509 SubjectPublicKeyInfo).
fn subject_public_key_info(rsa_public_key: &[u8]) -> Vec<u8> {
    /// SEQUENCE { OBJECT IDENTIFIER rsaEncryption, NULL }
    const ALGORITHM: [u8; 15] =
        [0x30, 0x0d, 0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x01, 0x05, 0x00];
    let mut bits = vec![0];
    bits.extend_from_slice(rsa_public_key);
    let mut inside = ALGORITHM.to_vec();
    inside.extend(der(0x03, &bits));
    der(0x30, &inside)
}

/// A DER value with its tag and length.
fn der(tag: u8, value: &[u8]) -> Vec<u8> {
    let mut out = vec![tag];
    let length: Vec<u8> = value.len().to_be_bytes().into_iter().skip_while(|b| *b == 0).collect();
    if let [one] = length[..]
        && one < 0x80
    {
        out.push(one);
    } else {
        out.push(0x80 | u8::try_from(length.len()).unwrap_or(0));
        out.extend(length);
    }
    out.extend_from_slice(value);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_key_is_told_without_showing_it() {
        let pem = b"-----BEGIN PRIVATE KEY-----\nc2VjcmV0\n-----END PRIVATE KEY-----\n";
        let error = DkimSigner::new(pem, "waymark", "shop.example").unwrap_err().to_string();
        assert!(error.contains("no RSA or Ed25519 key") && !error.contains("c2VjcmV0"), "{error}");
        assert!(DkimSigner::new(pem, "way mark", "shop.example").is_err());
    }

    #[test]
    fn no_line_breaks_before_the_end_of_a_signature() {
        let value = BASE64.encode(&[7; 256]);
        let header =
            format!("DKIM-Signature: v=1; bh=ab=;\r\n\tb={}\r\n\t{}\r\n\t;\r\n", &value[..60], &value[60..]);
        let folded = folded(&header, &[7; 256]).unwrap();
        assert!(
            folded.starts_with("DKIM-Signature: v=1; bh=ab=;\r\n\tb=Bwc") && folded.ends_with("=;\r\n"),
            "{folded}"
        );
        assert!(folded.lines().all(|line| line.len() <= 76), "{folded}");
    }

    #[test]
    fn der_lengths() {
        assert_eq!(der(4, &[7]), [4, 1, 7]);
        assert_eq!(der(4, &[0; 130])[..3], [4, 0x81, 130]);
        assert_eq!(der(4, &[0; 300])[..4], [4, 0x82, 1, 44]);
    }
}
