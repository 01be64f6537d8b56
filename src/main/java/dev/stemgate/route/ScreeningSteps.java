// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.route;

import dev.stemgate.deadletter.WorkList;
import dev.stemgate.model.Screening;
import dev.stemgate.state.Judgement;
import dev.stemgate.state.Ledger;
import dev.stemgate.state.ReadingProgress;
import dev.stemgate.state.Step;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import org.apache.camel.Exchange;

/** Bean {@code screening}: judges the facts of one patient as of today in the hospital's zone. Thread-safe. */
public final class ScreeningSteps {

    private final PatientJudge judge;
    private final Ledger ledger;
    private final WorkList workList;
    private final ReadingGaps gaps;
    private final Clock clock;

    ScreeningSteps(PatientJudge judge, Ledger ledger, WorkList workList, ReadingProgress progress, Clock clock) {
        this.judge = judge;
        this.ledger = ledger;
        this.workList = workList;
        this.gaps = new ReadingGaps(progress);
        this.clock = clock;
    }

    /** Evaluates, and files every code that nobody has classified yet. */
    public void screen(Exchange exchange) {
        PatientWork work = Properties.work(exchange);
        Instant now = clock.instant();
        LocalDate asOf = LocalDate.ofInstant(now, work.hospital().zone());
        Screening screening = judge.judge(work.facts(), asOf);
        workList.waitsFor(
                screening.patient(), screening.toClassify(), screening.model().version(), now);
        gaps.note(work.hospital().ehr(), screening.readings(), now);
        work.judgement(Judgement.of(screening, now));
        ledger.step(
                work.unit().id(),
                Step.Kind.SCREENED,
                screening.outcome().code() + " as of " + asOf + " by model "
                        + screening.model().version(),
                now);
    }
}
