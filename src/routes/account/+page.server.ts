import { redirect } from '@sveltejs/kit';
import { emptyForm } from '$lib/forms/invitation';
import { emailChangeForm, nameConsentForm, ownDetailsForm, sessionForm } from '$lib/forms/own-account';
import { passwordChangeForm, passwordLength } from '$lib/forms/password';
import { pathInLocale } from '$lib/i18n/locale';
import { planPath } from '$lib/i18n/plan-address';
import { clientAddress } from '$lib/server/http/client-address';
import { handleForm, showNamed } from '$lib/server/http/form-action';
import { configuredMailMode } from '$lib/server/http/mail';
import { throwRefusal } from '$lib/server/http/guard';
import { bodyAddresses, homeAfterSignOut } from '$lib/server/http/home-plan';
import { endSession, startSession } from '$lib/server/http/identity';
import { cancelEmailChange, pendingEmail, requestEmailChange } from '$lib/server/identity/email-change';
import { accountEvents, changePassword, signOutEverywhere } from '$lib/server/identity/own-account';
import {
	agreeToName,
	editOwnDetails,
	endOwnSession,
	ownSeats,
	ownSessions
} from '$lib/server/identity/own-details';
import { personById } from '$lib/server/identity/person';
import { allowedBySeat, ownId } from './account.server';
import type { Actions, PageServerLoad } from './$types';

/** Loads the visitor's own account with its seats, sessions and latest events. */
export const load: PageServerLoad = async (event) => {
	const personId = ownId(event);
	event.setHeaders({ 'Cache-Control': 'no-store' });
	const { db, actor, now, sessionId } = event.locals;
	const self = await personById(db.read, personId);
	const seats = await ownSeats(db.read, personId, now);
	const addressOf = await bodyAddresses(event.locals);
	return {
		name: actor.name,
		email: self?.email ?? '',
		writtenForm: self?.writtenForm ?? 'nb',
		declinesMail: self?.declinesMail ?? false,
		least: passwordLength.least,
		saved: event.url.searchParams.get('saved'),
		changed: event.url.searchParams.has('changed'),
		pendingEmail: await pendingEmail(db.read, personId, now),
		mailsOut: configuredMailMode() === 'on',
		seats: seats.map(({ bodyId, partnershipId, bodyKind, partnerId, bodySlug, bodyName, ...shown }) => {
			const seat = { bodyId, partnershipId, bodyKind, role: shown.role, partnerId };
			const body = { name: bodyName, ...addressOf(partnershipId, bodySlug) };
			return { ...shown, body, allows: allowedBySeat(personId, seat) };
		}),
		sessions: await ownSessions(db.read, personId, sessionId),
		events: await accountEvents(db.read, personId)
	};
};

export const actions: Actions = {
	details: (event) => {
		ownId(event);
		return handleForm(event, {
			guard: () => ownId(event),
			shape: ownDetailsForm,
			run: (details) => editOwnDetails(event.locals, details),
			done: `${pathInLocale('/account', event.locals.locale)}?saved=details`,
			show: showNamed('details')
		});
	},
	email: (event) => {
		ownId(event);
		return handleForm(event, {
			guard: () => ownId(event),
			shape: emailChangeForm,
			run: ({ email, emailPassword: current }) =>
				requestEmailChange(event.locals, { email, current, address: clientAddress(event) }),
			done: `${pathInLocale('/account', event.locals.locale)}?saved=email#address-title`,
			show: showNamed('email')
		});
	},
	'cancel-email': (event) => {
		ownId(event);
		return handleForm(event, {
			guard: () => ownId(event),
			shape: emptyForm,
			run: () => cancelEmailChange(event.locals),
			done: `${pathInLocale('/account', event.locals.locale)}#address-title`,
			show: showNamed('cancel')
		});
	},
	consent: (event) => {
		ownId(event);
		return handleForm(event, {
			guard: () => ownId(event),
			shape: nameConsentForm,
			run: (consent) => agreeToName(event.locals, consent),
			done: `${pathInLocale('/account', event.locals.locale)}?saved=consent#seats`,
			show: showNamed('consent')
		});
	},
	session: (event) => {
		ownId(event);
		return handleForm(event, {
			guard: () => ownId(event),
			shape: sessionForm,
			run: ({ session }) => endOwnSession(event.locals, session),
			done: `${pathInLocale('/account', event.locals.locale)}?saved=session#sessions`,
			show: showNamed('session')
		});
	},
	password: (event) => {
		ownId(event);
		return handleForm(event, {
			guard: () => ownId(event),
			once: false,
			shape: passwordChangeForm,
			run: ({ currentPassword: current, password }) =>
				changePassword(event.locals, { current, password, address: clientAddress(event) }),
			done: async ({ sessionId, personId }) => {
				await startSession(event, sessionId, personId);
				return `${pathInLocale('/account', event.locals.locale)}?changed`;
			},
			show: showNamed('password')
		});
	},
	everywhere: async (event) => {
		ownId(event);
		const { db, actor, locale, now } = event.locals;
		const { homePlan } = await homeAfterSignOut(db, actor, now);
		const answer = await signOutEverywhere(event.locals);
		if (!answer.ok) return throwRefusal(event, answer.refused);
		await endSession(event);
		event.setHeaders({ 'Clear-Site-Data': '"cache"' });
		redirect(303, planPath('/', homePlan, locale));
	}
};
