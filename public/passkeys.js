// Asks the browser for a passkey, to add it to the account or to sign in with it: what to ask comes from
// the server, and the browser's answer goes back in the form. Only for pages with such a form.
(() => {
  const forms = document.querySelectorAll("form[data-passkey]");
  const without = document.querySelectorAll("[data-passkey-without]");
  if (!window.PublicKeyCredential || !navigator.credentials) {
    for (const sentence of without) sentence.textContent = sentence.dataset.passkeyWithout;
    return;
  }

  const bytes = (text) => {
    const plain = atob(text.replace(/-/g, "+").replace(/_/g, "/"));
    return Uint8Array.from(plain, (letter) => letter.charCodeAt(0));
  };
  const text = (buffer) => {
    const letters = Array.from(new Uint8Array(buffer), (byte) => String.fromCharCode(byte)).join("");
    return btoa(letters).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
  };
  const known = (list) => (list || []).map((one) => ({ ...one, id: bytes(one.id) }));

  async function create(asked) {
    const user = { ...asked.user, id: bytes(asked.user.id) };
    const excludeCredentials = known(asked.excludeCredentials);
    const publicKey = { ...asked, challenge: bytes(asked.challenge), user, excludeCredentials };
    const made = await navigator.credentials.create({ publicKey });
    return answer(made, {
      attestationObject: text(made.response.attestationObject),
      transports: made.response.getTransports ? made.response.getTransports() : undefined,
    });
  }

  async function get(asked) {
    const allowCredentials = known(asked.allowCredentials);
    const publicKey = { ...asked, challenge: bytes(asked.challenge), allowCredentials };
    const used = await navigator.credentials.get({ publicKey });
    const { authenticatorData, signature, userHandle } = used.response;
    return answer(used, {
      authenticatorData: text(authenticatorData),
      signature: text(signature),
      userHandle: userHandle ? text(userHandle) : null,
    });
  }

  function answer(credential, response) {
    const clientDataJSON = text(credential.response.clientDataJSON);
    const { id, type } = credential;
    return { id, rawId: text(credential.rawId), type, extensions: {}, response: { ...response, clientDataJSON } };
  }

  // Resolves to whether the form may go; false when the browser is led elsewhere.
  async function fill(form) {
    const asked = await fetch(form.dataset.ask, { method: "POST" });
    if (asked.redirected) {
      location.assign(asked.url);
      return false;
    }
    if (!asked.ok) throw new Error(`${asked.status}`);
    const { publicKey } = await asked.json();
    const made = await (form.dataset.passkey === "create" ? create(publicKey) : get(publicKey));
    form.elements.credential.value = JSON.stringify(made);
    return true;
  }

  for (const form of forms) {
    const problem = form.querySelector("[data-passkey-problem]");
    const button = form.querySelector("button");
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      problem.hidden = true;
      button.disabled = true;
      try {
        if (await fill(form)) form.submit();
      } catch {
        problem.textContent = problem.dataset.passkeyProblem;
        problem.hidden = false;
      } finally {
        button.disabled = false;
      }
    });
    form.hidden = false;
  }
  for (const sentence of without) sentence.hidden = true;
})();
