import type { CalendarDate } from '$lib/domain/calendar/calendar-date';
import type { WrittenForm } from '$lib/domain/localized';
import type { RolloutState } from '$lib/domain/rollout';

/** What the demo makes up about one measure's way from party to party. */
export interface RolloutStory {
	/** The measure's id in the Telemark plan. */
	measure: string;
	/** Decided in SSU, where the plan itself does not say that it is introduced at home. */
	decidedOn?: CalendarDate;
	/** By the partner's number; who is left out has said nothing. */
	parties: Record<string, { told: Told[]; note?: string; lang?: WrittenForm; confirmedOn?: CalendarDate }>;
}

/** A state and since when; reported the same day, or as soon as there was somewhere to report it. */
export type Told = [state: RolloutState, since: CalendarDate];

/** Digital home follow-up: six municipalities a year ago, eleven now. */
const homeFollowUp: RolloutStory = {
	measure: 'digital-hjemmeoppfolging',
	parties: {
		'4001': { told: [['in-use', '2025-02-17']], confirmedOn: '2026-11-04' },
		'4003': { told: [['in-use', '2025-02-03']], confirmedOn: '2026-11-03' },
		'4005': { told: [['in-use', '2025-05-05']], confirmedOn: '2026-11-10' },
		'4010': { told: [['planned', '2026-10-12']], note: 'Oppstart er satt til februar 2027.', lang: 'nb' },
		'4012': { told: [['in-use', '2025-06-02']] },
		'4014': {
			told: [
				['started', '2025-09-15'],
				['in-use', '2026-03-02']
			]
		},
		'4016': {
			told: [
				['planned', '2025-10-27'],
				['started', '2026-02-02'],
				['in-use', '2026-08-17']
			]
		},
		'4018': {
			told: [
				['started', '2025-10-06'],
				['in-use', '2026-02-16']
			]
		},
		'4020': {
			told: [['in-use', '2025-09-01']],
			note: 'Heimetenesta og fastlegane følgjer med på dei same målingane.'
		},
		'4022': {
			told: [
				['planned', '2026-01-12'],
				['started', '2026-08-24']
			],
			note: 'Opplæringa er i gang i heimetenesta. Vi reknar med å vere i full drift til våren.'
		},
		'4024': {
			told: [
				['planned', '2025-11-03'],
				['started', '2026-03-02'],
				['in-use', '2026-09-01']
			]
		},
		'4026': {
			told: [
				['planned', '2025-11-10'],
				['started', '2026-03-16']
			]
		},
		'4028': { told: [['planned', '2026-11-02']], note: 'Vi startar saman med den andre gruppa i Seljord.' },
		'4030': {
			told: [
				['planned', '2025-11-10'],
				['started', '2026-03-09'],
				['in-use', '2026-10-01']
			]
		},
		'4032': {
			told: [
				['not-started', '2025-11-17'],
				['planned', '2026-10-26']
			]
		},
		'4034': {
			told: [
				['planned', '2026-02-09'],
				['started', '2026-09-07']
			]
		},
		'4036': { told: [['in-use', '2025-10-13']], confirmedOn: '2026-11-05' },
		STHF: {
			told: [
				['started', '2025-02-03'],
				['in-use', '2025-06-16']
			]
		}
	}
};

/** Coordinator and individual plan: most are under way, few are there. */
const coordinator: RolloutStory = {
	measure: 'koordinator-og-individuell-plan',
	decidedOn: '2025-09-08',
	parties: {
		'4001': { told: [['started', '2026-05-04']] },
		'4003': { told: [['started', '2026-05-18']] },
		'4005': {
			told: [
				['in-use', '2026-05-04'],
				['stopped', '2026-10-05']
			],
			note: 'Stoppet da koordinatoren sluttet. Stillingen er lyst ut.',
			lang: 'nb'
		},
		'4012': { told: [['planned', '2026-06-08']] },
		'4014': { told: [['not-started', '2026-06-08']] },
		'4016': { told: [['planned', '2026-09-14']] },
		'4018': { told: [['in-use', '2026-06-01']] },
		'4020': { told: [['started', '2026-08-31']] },
		'4022': { told: [['started', '2026-09-21']], note: 'Rutinen er skriven. Opplæringa kjem etter nyttår.' },
		'4024': { told: [['planned', '2026-09-14']] },
		'4026': { told: [['not-started', '2026-05-11']] },
		'4028': { told: [['started', '2026-10-12']] },
		'4030': { told: [['not-started', '2026-05-11']] },
		'4034': { told: [['planned', '2026-10-05']] },
		'4036': { told: [['in-use', '2026-06-15']] },
		STHF: { told: [['started', '2026-05-04']] }
	}
};

/** Collaboration deviations: the hospital and eleven municipalities a year ago, fourteen now. */
const deviations: RolloutStory = {
	measure: 'samhandlingsavvik',
	decidedOn: '2025-09-08',
	parties: {
		'4001': { told: [['in-use', '2025-10-15']] },
		'4003': { told: [['in-use', '2025-10-15']] },
		'4005': { told: [['in-use', '2025-10-15']] },
		'4010': { told: [['in-use', '2025-10-20']] },
		'4012': { told: [['in-use', '2025-10-20']] },
		'4014': { told: [['in-use', '2025-10-20']] },
		'4016': {
			told: [
				['started', '2025-11-03'],
				['in-use', '2026-01-19']
			]
		},
		'4018': { told: [['in-use', '2025-10-27']] },
		'4020': { told: [['in-use', '2025-10-20']] },
		'4022': {
			told: [['in-use', '2025-10-27']],
			note: 'Legevakta og heimetenesta melder på det felles skjemaet.'
		},
		'4024': {
			told: [
				['started', '2025-11-10'],
				['in-use', '2026-02-02']
			]
		},
		'4026': { told: [['in-use', '2025-10-27']] },
		'4028': {
			told: [
				['planned', '2025-11-10'],
				['started', '2026-10-05']
			]
		},
		'4030': {
			told: [
				['planned', '2026-01-12'],
				['in-use', '2026-04-07']
			]
		},
		'4032': { told: [['planned', '2026-04-13']] },
		'4034': { told: [['in-use', '2025-11-03']] },
		STHF: { told: [['in-use', '2025-10-15']] }
	}
};

/** Digital solutions in patient pathways: the hospital and seven municipalities have a plan. */
const digitalPathways: RolloutStory = {
	measure: 'digitale-losninger-i-pasientforlop',
	parties: {
		'4001': { told: [['planned', '2026-08-24']] },
		'4003': {
			told: [
				['planned', '2026-08-17'],
				['started', '2026-10-26']
			]
		},
		'4005': { told: [['planned', '2026-09-07']] },
		'4012': { told: [['planned', '2026-09-14']] },
		'4014': { told: [['not-started', '2026-09-07']] },
		'4018': { told: [['planned', '2026-09-21']] },
		'4020': { told: [['planned', '2026-09-28']] },
		'4022': { told: [['not-started', '2026-09-14']] },
		'4024': { told: [['not-started', '2026-09-21']] },
		'4030': { told: [['not-started', '2026-10-05']] },
		'4034': { told: [['not-started', '2026-10-05']] },
		'4036': { told: [['planned', '2026-10-12']] },
		STHF: {
			told: [
				['planned', '2026-06-22'],
				['started', '2026-09-01']
			]
		}
	}
};

export const rollouts: RolloutStory[] = [homeFollowUp, coordinator, deviations, digitalPathways];
