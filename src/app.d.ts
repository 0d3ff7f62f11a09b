import type { Locale, Localized } from '$lib/domain/localized';
import type { ReportingLinkRefusal } from '$lib/domain/round/reporting-link';
import type { Actor } from '$lib/domain/permission';
import type { PostedField } from '$lib/forms/posted-field';
import type { Database } from '$lib/server/database/database';
import type { RequestedDay } from '$lib/server/http/as-of';
import type { HomePlan } from '$lib/server/http/home-plan';
import type { PlanScope } from '$lib/server/http/plan';

declare global {
	namespace App {
		interface Locals {
			/** The request's id in the log. */
			requestId?: string;
			/** The database this request reads and changes. */
			db: Database;
			/** Returns the fields of a form posted without scripts; its page shows them after an error. */
			typed?: () => Promise<PostedField[] | null>;
			/** True if the request failed because the database cannot be used. */
			databaseAway?: true;
			/** The moment the request is answered in; nothing below the hooks reads the clock. */
			now: Date;
			/** The language of the address. */
			locale: Locale;
			/** The day the plan is to be shown as it was on; null where it is shown as it stands. */
			asked: RequestedDay | null;
			/** Databases of other days that this request reads; closed with its answer. */
			snapshots: Database[];
			/** Whether the address asks for what the page cannot answer, and says so. */
			unanswered: boolean;
			/** The plan the address speaks of, on the plans' pages. */
			scope: PlanScope;
			/** The signed-in visitor's own plan, on pages outside the plans. */
			home?: HomePlan;
			/** Who asks: on the plans' pages, who they are in the partnership whose plan it is. */
			actor: Actor;
			/** Why the reporting link the visitor came by opens nothing; null where it does, or there is none. */
			linkRefused: ReportingLinkRefusal | null;
			/** The id of the visitor's session, for signing out. */
			sessionId: string | null;
			/** Whether the answer hands the browser a cookie, and is therefore this visitor's alone. */
			handsCookie: boolean;
		}
		interface PageData {
			/** A page that fills the screen, without what stands round other pages. */
			bare?: boolean;
			/** Slug of the reader's own plan, on pages outside the plans; null for the first partnership's. */
			homePlan?: string | null;
			/** The partnership that the header names. */
			partnershipName?: Localized | null;
		}
		interface Error {
			message: string;
			/** For a 403: who may, in words; an error's page comes with every page, and the roles' words would too. */
			only?: string;
			/** What the reader can quote when asking for help. */
			reference?: string;
		}
	}
}

export {};
