// The antiforgery token of the page, as a header: with login the server refuses without it what a browser asks to change. Without login there is none.
export function proof(headers = {}) {
  const token = document.querySelector('meta[name="antiforgery"]')?.content;
  return token ? { ...headers, RequestVerificationToken: token } : headers;
}
