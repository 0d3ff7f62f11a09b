// @ts-check

/**
 * @param {string} address
 * @param {string} email
 * @param {string} password
 * @returns {Promise<string>} the session's cookie
 */
export async function signInSession(address, email, password) {
	const response = await fetch(`${address}/login`, {
		method: 'POST',
		redirect: 'manual',
		headers: { origin: address, accept: 'text/html' },
		body: new URLSearchParams({ email, password })
	});
	const cookies = response.headers.getSetCookie().map((cookie) => cookie.split(';')[0]);
	if (response.status !== 303 || cookies.length === 0)
		throw new Error(`Sign-in answered ${response.status}.`);
	return cookies.join('; ');
}
