"""A real mail server for the tests (aiosmtpd) that reads what it gets with libraries of others: Python's own
e-mail parser, and dkimpy for the signature. Prints its port, then one line of JSON for each mail.

sink.py [--tls CERTIFICATE KEY] [--login NAME PASSWORD] [--record NAME VALUE]...
A record is what the DNS would answer when dkimpy asks for a key."""

import argparse
import base64
import email
import email.policy
import json
import ssl
import sys
import threading

import dkim
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, LoginPassword

arguments = argparse.ArgumentParser()
arguments.add_argument("--tls", nargs=2)
arguments.add_argument("--login", nargs=2)
arguments.add_argument("--record", nargs=2, action="append", default=[])
arguments = arguments.parse_args()
RECORDS = {name.rstrip(".").lower(): value for name, value in arguments.record}


def look_up(name, timeout=5):
    """The DNS, as far as dkimpy is concerned."""
    name = name.decode() if isinstance(name, bytes) else name
    value = RECORDS.get(name.rstrip(".").lower())
    return value.encode() if value else None


def verified(raw):
    """Whether the signature verifies; None when there is none."""
    if b"dkim-signature:" not in raw.split(b"\r\n\r\n")[0].lower():
        return None
    try:
        return dkim.verify(raw, dnsfunc=look_up)
    except dkim.DKIMException as error:
        return f"{error}"


def part(one):
    """One part of a mail, out of its transfer encoding."""
    content = one.get_content()
    return {
        "type": one.get_content_type(),
        "charset": one.get_content_charset(),
        "file": one.get_filename(),
        "text": content if isinstance(content, str) else base64.b64encode(content).decode(),
    }


def told(envelope, session):
    """Everything the tests ask for."""
    raw = envelope.original_content
    mail = email.message_from_bytes(raw, policy=email.policy.default)
    from_header = mail["from"].addresses if mail["from"] else ()
    return {
        "mail_from": envelope.mail_from,
        "rcpt_tos": envelope.rcpt_tos,
        "encrypted": session.ssl is not None,
        "login": session.authenticated,
        "headers": [[name, str(value)] for name, value in mail.items()],
        "from": [[one.display_name, one.addr_spec] for one in from_header],
        "to": [one.addr_spec for one in mail["to"].addresses] if mail["to"] else [],
        "parts": [part(one) for one in mail.walk() if not one.is_multipart()],
        "structure": [one.get_content_type() for one in mail.walk()],
        "defects": [repr(defect) for one in mail.walk() for defect in one.defects],
        "longest_line": max(len(line) for line in raw.split(b"\r\n")),
        "bare_breaks": raw.replace(b"\r\n", b"").count(b"\n") + raw.replace(b"\r\n", b"").count(b"\r"),
        "dkim": verified(raw),
    }


class Handler:
    """Prints what comes."""

    async def handle_DATA(self, server, session, envelope):
        print(json.dumps(told(envelope, session)), flush=True)
        return "250 2.0.0 Ok: queued as 1"


def authenticator(server, session, envelope, mechanism, data):
    """Knows one name and one password."""
    name, password = arguments.login
    good = isinstance(data, LoginPassword) and data == LoginPassword(name.encode(), password.encode())
    return AuthResult(success=good, handled=not good)


settings = {"decode_data": False, "enable_SMTPUTF8": True}
if arguments.tls:
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(*arguments.tls)
    settings |= {"tls_context": context, "require_starttls": True}
if arguments.login:
    settings |= {"authenticator": authenticator, "auth_required": True, "auth_require_tls": bool(arguments.tls)}


class AnyPort(Controller):
    """Listens on whatever port is free."""

    def _trigger_server(self):
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()


server = AnyPort(Handler(), hostname="127.0.0.1", port=0, **settings)
server.start()
print(server.port, flush=True)
# Ends with whoever started it: its standard input closes then.
threading.Thread(target=lambda: (sys.stdin.read(), server.stop()), daemon=False).start()
