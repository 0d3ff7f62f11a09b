import type { Story } from '../story';

/** Severe mental illness and addiction: agreed on the need, not on who pays. */
export const area2: Story[] = [
	{
		measure: 'kompetanseteam-fagdager',
		startsOn: '2025-01-20',
		deadline: '2027-11-30',
		deadlineWords: 'hausten 2027',
		milestones: [
			{
				title: { nb: 'Årsplan for fagdagene', nn: 'Årsplan for fagdagane' },
				due: '2025-03-31',
				doneOn: '2025-03-20'
			},
			{
				title: { nb: 'Fire fagdager holdt', nn: 'Fire fagdagar haldne' },
				due: '2026-06-30',
				doneOn: '2026-05-28'
			},
			{
				title: {
					nb: 'Alle kommuner har vært med minst én gang',
					nn: 'Alle kommunar har vore med minst éin gong'
				},
				due: '2027-11-19',
				doneOn: null
			}
		],
		reports: {
			'2025': {
				lang: 'nn',
				status: 'on-track',
				progress: 40,
				done: 'Kompetanseteamet har halde to fagdagar i år. Om lag 120 tilsette frå 14 kommunar og sjukehuset var med.',
				results: 'Deltakarane er mest nøgde med å arbeide saman om felles døme.',
				nextSteps: 'Halde to nye fagdagar våren 2026, den eine i Vest-Telemark.',
				recommendation: 'continue',
				confidence: 'high',
				scores: { engasjert: 5, losningsorientert: 4, ambisios: 3 }
			},
			'2026-half': {
				lang: 'nn',
				status: 'on-track',
				progress: 60,
				done: 'Fagdagen i mars blei halden i Vest-Telemark, og den neste er sett til 28. mai. 15 kommunar har vore med så langt.',
				nextSteps: 'Halde ein fagdag i oktober òg, og få med dei to siste kommunane.',
				confidence: 'high',
				scores: { engasjert: 4, losningsorientert: 4, ambisios: 3 }
			},
			'2026': {
				lang: 'nn',
				state: 'submitted',
				status: 'on-track',
				progress: 80,
				done: 'Vi har halde fagdagar i mai og oktober. No har 16 av 17 kommunar vore med.',
				results: 'Det er lettare å ringje kvarandre på tvers av nivåa etter ein fagdag saman.',
				nextSteps: 'Lage ein fast årsplan for 2027 og invitere den siste kommunen særskilt.',
				recommendation: 'into-operation',
				confidence: 'high',
				scores: { engasjert: 5, losningsorientert: 4, ambisios: 3 }
			}
		}
	},
	{
		measure: 'fact-nedre-telemark',
		startsOn: '2025-03-01',
		deadline: '2027-06-30',
		milestones: [
			{
				title: { nb: 'Utkast til samarbeidsavtale', nn: 'Utkast til samarbeidsavtale' },
				due: '2025-09-30',
				doneOn: '2025-10-09'
			},
			{
				title: { nb: 'Vedtak om finansiering', nn: 'Vedtak om finansiering' },
				due: '2026-03-31',
				doneOn: null
			},
			{ title: { nb: 'Teamet i arbeid', nn: 'Teamet i arbeid' }, due: '2026-10-30', doneOn: null },
			{
				title: { nb: 'Alle stillinger besatt', nn: 'Alle stillingar fylte' },
				due: '2027-05-31',
				doneOn: null
			}
		],
		reports: {
			'2025': {
				lang: 'nn',
				status: 'slightly-delayed',
				progress: 25,
				done: 'Forprosjektet er følgt opp. Kommunane i nedre Telemark og sjukehuset har laga eit utkast til samarbeidsavtale.',
				deviation: 'Avtalen er ikkje underskriven enno.',
				cause: 'Kommunane treng å vite kva teamet kostar dei, før dei skriv under.',
				nextSteps: 'Leggje fram eit budsjett med forslag til korleis kostnaden kan delast.',
				recommendation: 'continue',
				confidence: 'medium',
				scores: { engasjert: 4, losningsorientert: 3, ambisios: 5 }
			},
			'2026-half': {
				lang: 'nn',
				status: 'delayed',
				progress: 25,
				done: 'Eit budsjett med tre måtar å dele kostnaden på er lagt fram for kommunane og sjukehuset.',
				deviation: 'Teamet kjem ikkje i gang hausten 2026, slik planen var.',
				cause: 'Partane er samde om behovet, men ikkje om kven som skal betale kva.',
				needs: ['decision', 'money'],
				needsText: 'Vi treng eit vedtak om felles finansiering frå 2027.',
				nextSteps: 'Leggje éin tilrådd modell fram for SSU i september.',
				confidence: 'low',
				scores: { engasjert: 4, losningsorientert: 2, ambisios: 4 }
			},
			'2026': {
				lang: 'nn',
				state: 'approved',
				status: 'delayed',
				progress: 30,
				done: 'SSU slutta seg i september til modellen der sjukehuset og kommunane dekkjer halvparten kvar.',
				deviation: 'Utan pengar i budsjetta for 2027 blir oppstarten utsett eit halvt år til.',
				cause: 'Fleire kommunar har ikkje sett av midlar i budsjettframlegga sine.',
				needs: ['decision', 'money'],
				needsText:
					'Partnarskapet må vedta felles finansiering frå 2027, slik at stillingane kan lysast ut i januar.',
				nextSteps: 'Lyse ut stillingane så snart finansieringa er på plass.',
				recommendation: 'continue',
				confidence: 'low',
				scores: {
					engasjert: 4,
					losningsorientert: [2, 'Vi kjem ikkje forbi spørsmålet om kven som betaler.'],
					ambisios: 5
				}
			}
		}
	},
	{
		measure: 'flytkoordinator',
		startsOn: '2025-04-01',
		deadline: '2027-03-31',
		milestones: [
			{
				title: { nb: 'Rolle og mandat avklart', nn: 'Rolle og mandat avklart' },
				due: '2025-06-30',
				doneOn: '2025-06-19'
			},
			{
				title: { nb: 'Koordinator på plass', nn: 'Koordinator på plass' },
				due: '2026-01-30',
				doneOn: '2026-01-12'
			},
			{
				title: { nb: 'Rutine for utskriving i bruk', nn: 'Rutine for utskriving i bruk' },
				due: '2026-11-30',
				doneOn: null
			},
			{ title: { nb: 'Ordningen evaluert', nn: 'Ordninga evaluert' }, due: '2027-03-15', doneOn: null }
		],
		reports: {
			'2025': {
				lang: 'nn',
				status: 'on-track',
				progress: 30,
				done: 'Rolla og mandatet er avklart, og ein koordinator er tilsett frå januar.',
				nextSteps:
					'Gi koordinatoren tid til å bli kjend i avdelingane og kommunane, og lage utkast til ein rutine for utskriving.',
				recommendation: 'continue',
				confidence: 'high',
				scores: { engasjert: 4, losningsorientert: 4, ambisios: 3 }
			},
			'2026-half': {
				lang: 'nn',
				status: 'on-track',
				progress: 50,
				done: 'Koordinatoren har vore i arbeid sidan januar og har besøkt 11 kommunar. Utkastet til rutine er på høyring.',
				results: 'Kommunane melder at dei får vite tidlegare om utskrivingar.',
				nextSteps: 'Ta rutinen i bruk på to avdelingar i september.',
				confidence: 'high'
			},
			'2026': {
				lang: 'nn',
				state: 'returned',
				status: 'on-track',
				progress: 60,
				done: 'Arbeidet går som planlagt.',
				nextSteps: 'Halde fram.',
				recommendation: 'continue',
				remark: 'Takk for rapporten. Vi treng litt meir før vi kan godkjenne han.',
				remarks: {
					done: 'Kva er gjort sidan våren? Vi vil gjerne vite om rutinen er teken i bruk på dei to avdelingane, slik de skreiv sist.',
					nextSteps: 'Kva er det neste de skal gjere, og når?'
				}
			}
		}
	},
	{
		measure: 'forebygge-selvskading-og-selvmord',
		startsOn: '2025-11-15',
		deadline: '2028-11-30',
		milestones: [
			{
				title: { nb: 'Arbeidsgruppe oppnevnt', nn: 'Arbeidsgruppe oppnemnd' },
				due: '2026-02-27',
				doneOn: '2026-02-24'
			},
			{
				title: { nb: 'Felles rutine vedtatt', nn: 'Felles rutine vedteken' },
				due: '2027-03-31',
				doneOn: null
			},
			{
				title: { nb: 'Opplæring gitt i alle kommuner', nn: 'Opplæring gitt i alle kommunar' },
				due: '2028-10-31',
				doneOn: null
			}
		],
		reports: {
			'2026-half': {
				lang: 'nn',
				status: 'on-track',
				progress: 20,
				done: 'Arbeidsgruppa er oppnemnd, med brukarrepresentant og fastlege, og har hatt to møte.',
				nextSteps: 'Samle rutinane som finst frå før, og føreslå éin felles rutine.',
				confidence: 'medium',
				scores: { engasjert: 4, losningsorientert: 4, ambisios: 4 }
			}
		}
	}
];
