// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.console.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stemgate.console.SteppingClock;
import dev.stemgate.model.PatientKey;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SessionsTest {

    private final SteppingClock clock = new SteppingClock();
    private final Sessions sessions = new Sessions(clock);

    @Test
    void aSessionEndsAfterHalfAnHourWithoutAPerson() {
        Session session = sessions.begin("anna");
        clock.step(Sessions.IDLE);
        assertThat(sessions.find(sessions.cookie(session), true)).contains(session);
        clock.step(Sessions.IDLE);
        assertThat(sessions.find(sessions.cookie(session), false)).contains(session);
        clock.step(Duration.ofSeconds(1));
        assertThat(sessions.find(sessions.cookie(session), true)).isEmpty();
    }

    @Test
    void noSessionOutlivesItsDay() {
        Session session = sessions.begin("anna");
        for (int i = 0; i < 24; i++) {
            clock.step(Sessions.IDLE);
            assertThat(sessions.find(sessions.cookie(session), true)).isPresent();
        }
        clock.step(Duration.ofSeconds(1));
        assertThat(sessions.find(sessions.cookie(session), true)).isEmpty();
    }

    @Test
    void anEndedOrInventedCookieIsWorthNothing() {
        Session session = sessions.begin("anna");
        sessions.end(session);
        assertThat(sessions.find(sessions.cookie(session), true)).isEmpty();
        assertThat(sessions.find("invented", true)).isEmpty();
    }

    @Test
    void aFloodOfNobodiesPutsNoUserOut() {
        Session anna = sessions.begin("anna");
        for (int i = 0; i < 3_000; i++) {
            sessions.begin("");
        }
        assertThat(sessions.find(sessions.cookie(anna), true)).contains(anna);
    }

    @Test
    void aHandleStandsForAPatientInItsOwnSessionOnly() {
        PatientKey anna = new PatientKey("north", "anna");
        Session one = sessions.begin("");
        Session other = sessions.begin("");
        String handle = one.handle(anna);
        assertThat(one.handle(anna)).isEqualTo(handle).doesNotContain("anna");
        assertThat(one.patient(handle)).contains(anna);
        assertThat(other.patient(handle)).isEmpty();
        assertThat(other.handle(anna)).isNotEqualTo(handle);
    }

    @Test
    void theHandlesOfASessionAreBounded() {
        Session session = sessions.begin("");
        String first = session.handle(new PatientKey("north", "first"));
        for (int i = 0; i < 5_000; i++) {
            session.handle(new PatientKey("north", "p" + i));
        }
        assertThat(session.patient(first)).isEmpty();
        assertThat(session.patient(session.handle(new PatientKey("north", "p4999"))))
                .isPresent();
    }
}
