import type { Story } from '../story';

/** The chain of emergency care: much is done, little of it is reported this autumn. */
export const area5: Story[] = [
	{
		measure: 'akuttkjedeprosjektet',
		startsOn: '2025-01-15',
		deadline: '2027-06-30',
		milestones: [
			{
				title: { nb: 'Prosjektets anbefalinger gjennomgått', nn: 'Tilrådingane frå prosjektet gjennomgåtte' },
				due: '2025-06-30',
				doneOn: '2025-06-26'
			},
			{
				title: { nb: 'Plan for det som gjenstår', nn: 'Plan for det som står att' },
				due: '2026-02-27',
				doneOn: '2026-03-03'
			},
			{
				title: { nb: 'Alle anbefalinger fulgt opp', nn: 'Alle tilrådingar følgde opp' },
				due: '2027-06-15',
				doneOn: null
			}
		],
		reports: {
			'2025': {
				lang: 'nn',
				status: 'on-track',
				progress: 40,
				done: 'Vi har gått gjennom tilrådingane frå prosjektet. Om lag halvparten er følgde opp, og resten har fått ein ansvarleg.',
				nextSteps: 'Lage ein plan for dei tilrådingane som står att, i løpet av vinteren.',
				recommendation: 'continue',
				confidence: 'medium',
				scores: { engasjert: 4, losningsorientert: 3, ambisios: 3 }
			},
			'2026-half': {
				lang: 'nn',
				status: 'on-track',
				progress: 50,
				done: 'Planen er klar og godkjend i FSU. Legevaktene og ambulansetenesta har laga ein felles rutine for varsling.',
				nextSteps: 'Ta rutinen for varsling i bruk til hausten.',
				confidence: 'medium',
				scores: { engasjert: 3, losningsorientert: 4, ambisios: 3 }
			},
			'2026': {
				lang: 'nn',
				state: 'draft',
				progress: 60,
				done: 'Rutinen for varsling blei teken i bruk 1. september.'
			}
		}
	},
	{
		measure: 'samhandlingstrening-akuttkjeden',
		startsOn: '2025-04-01',
		deadline: '2027-11-30',
		milestones: [
			{ title: { nb: 'Øvelsesplan klar', nn: 'Øvingsplan klar' }, due: '2025-09-30', doneOn: '2025-09-16' },
			{
				title: { nb: 'Første felles øvelse', nn: 'Første felles øving' },
				due: '2025-11-14',
				doneOn: '2025-11-05'
			},
			{
				title: { nb: 'Øvd i alle legevaktdistrikter', nn: 'Øvd i alle legevaktdistrikt' },
				due: '2027-06-18',
				doneOn: null
			},
			{
				title: { nb: 'Øvelsene er en fast ordning', nn: 'Øvingane er ei fast ordning' },
				due: '2027-11-15',
				doneOn: null
			}
		],
		reports: {
			'2025': {
				lang: 'nn',
				status: 'on-track',
				progress: 35,
				done: 'Øvingsplanen er klar. Legevakt, ambulanse og akuttmottak heldt den første felles øvinga 5. november.',
				results: 'Vi fann tre ting vi kunne rette med ein gong, mellom anna kven som ringjer kven.',
				nextSteps: 'Øve i to legevaktdistrikt i 2026.',
				recommendation: 'continue',
				confidence: 'high',
				scores: { engasjert: 5, losningsorientert: 4, ambisios: 4 }
			},
			'2026': {
				lang: 'nn',
				state: 'submitted',
				status: 'on-track',
				progress: 50,
				done: 'Vi har øvd i to legevaktdistrikt, i mai og i oktober, slik vi lova. Om lag 70 tilsette var med.',
				results: 'Meldingane mellom legevakt og akuttmottak har blitt kortare og klarare.',
				nextSteps: 'Øve i dei distrikta som står att, og finne ut kven som skal arrangere øvingane etterpå.',
				recommendation: 'continue',
				confidence: 'medium',
				scores: { engasjert: 5, losningsorientert: 4, ambisios: 4 }
			}
		}
	},
	{
		measure: 'teknologi-og-beslutningsstotte',
		startsOn: '2025-06-01',
		deadline: '2028-06-30',
		milestones: [
			{ title: { nb: 'Behovene kartlagt', nn: 'Behova kartlagde' }, due: '2025-10-31', doneOn: '2025-10-27' },
			{ title: { nb: 'Løsning valgt', nn: 'Løysing vald' }, due: '2026-06-30', doneOn: null },
			{
				title: { nb: 'Prøvd ut ved to legevakter', nn: 'Prøvd ut ved to legevakter' },
				due: '2027-11-30',
				doneOn: null
			}
		],
		reports: {
			'2025': {
				lang: 'nn',
				status: 'on-hold',
				progress: 15,
				done: 'Vi har kartlagt kva legevaktene og ambulansane saknar av utstyr og avgjerdsstøtte.',
				deviation: 'Vi har sett resten av arbeidet på vent.',
				cause: 'Eit regionalt val av system er ikkje gjort. Vi vil ikkje kjøpe noko som snart må bytast ut.',
				nextSteps: 'Ta opp att arbeidet så snart det regionale valet er gjort.',
				recommendation: 'continue',
				confidence: 'low',
				scores: {
					engasjert: 3,
					losningsorientert: 3,
					ambisios: [2, 'Det er vanskeleg å vere ambisiøs på vent.']
				}
			},
			'2026-half': 'unchanged'
		}
	},
	{
		measure: 'ferdigbehandlet-i-akuttmottaket',
		startsOn: '2025-11-17',
		deadline: '2027-06-30',
		milestones: [
			{
				title: { nb: 'Felles bilde av utfordringene', nn: 'Felles bilete av utfordringane' },
				due: '2026-03-31',
				doneOn: '2026-04-21'
			},
			{
				title: { nb: 'Rutine for melding til kommunen', nn: 'Rutine for melding til kommunen' },
				due: '2026-10-30',
				doneOn: null
			},
			{ title: { nb: 'Rutinen evaluert', nn: 'Rutinen evaluert' }, due: '2027-05-14', doneOn: null }
		],
		reports: {
			'2026-half': {
				lang: 'nn',
				status: 'slightly-delayed',
				progress: 20,
				done: 'Akuttmottaket og seks kommunar har gjort greie for kva som skjer når folk blir skrivne ut om kvelden og i helgane.',
				deviation: 'Vi er om lag ein månad etter planen.',
				cause: 'Det tok tid å finne folk frå kommunane som kunne setje av arbeidstid.',
				needs: ['clarification'],
				needsText:
					'Vi treng å få avklart om meldinga til kommunen skal gå frå akuttmottaket eller frå legevakta.',
				nextSteps: 'Skrive ein rutine for melding til kommunen når ansvaret er avklart.',
				confidence: 'medium',
				scores: { engasjert: 3, losningsorientert: 3, ambisios: 4 }
			}
		}
	}
];
