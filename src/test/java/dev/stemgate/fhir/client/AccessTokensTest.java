// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** When tokens are fetched, by whom, and what a failure to fetch one costs. */
@Timeout(30)
class AccessTokensTest {

    private static final Duration LIFE = Duration.ofSeconds(300);
    private static final int MANY = 24;

    private final MovableClock clock = new MovableClock();
    private final AtomicInteger fetched = new AtomicInteger();
    private final ExecutorService threads = Executors.newFixedThreadPool(MANY);
    private final CountDownLatch answer = new CountDownLatch(1);

    @AfterEach
    void stop() {
        answer.countDown();
        threads.shutdownNow();
    }

    @Test
    void whoeverNeedsOneAtTheSameTimeWaitsForTheSame() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        AccessTokens tokens = tokens(() -> {
            asked.countDown();
            await(answer);
            return token();
        });
        List<Future<AccessToken>> all = IntStream.range(0, MANY)
                .mapToObj(n -> threads.submit(tokens::get))
                .toList();
        await(asked);
        answer.countDown();
        for (Future<AccessToken> one : all) {
            assertThat(one.get().header().reveal()).isEqualTo("Bearer t1");
        }
        assertThat(fetched).hasValue(1);
    }

    @Test
    void oneIsUsedUntilEightyPercentOfItsLife() {
        AccessTokens tokens = tokens(this::token);
        tokens.get();
        clock.forward(Duration.ofSeconds(239));
        assertThat(tokens.get().header().reveal()).isEqualTo("Bearer t1");
        clock.forward(Duration.ofSeconds(1));
        assertThat(tokens.get().header().reveal()).isEqualTo("Bearer t2");
    }

    @Test
    void whileOneThreadRenewsTheOthersGoOnWithTheOldOne() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        AccessTokens tokens = tokens(() -> {
            if (fetched.get() > 0) {
                asked.countDown();
                await(answer);
            }
            return token();
        });
        tokens.get();
        clock.forward(Duration.ofSeconds(250));
        Future<AccessToken> renewing = threads.submit(tokens::get);
        await(asked);
        assertThat(tokens.get().header().reveal()).isEqualTo("Bearer t1");
        answer.countDown();
        assertThat(renewing.get().header().reveal()).isEqualTo("Bearer t2");
        assertThat(tokens.get().header().reveal()).isEqualTo("Bearer t2");
    }

    @Test
    void whenItCannotBeRenewedTheOldOneServesToNearlyItsEnd() {
        AccessTokens tokens = tokens(() -> {
            if (fetched.get() > 0) {
                throw unavailable(Optional.empty());
            }
            return token();
        });
        tokens.get();
        clock.forward(Duration.ofSeconds(250));
        assertThat(tokens.get().header().reveal()).isEqualTo("Bearer t1");
        clock.forward(Duration.ofSeconds(35));
        assertThatThrownBy(tokens::get).isInstanceOf(EhrUnavailableException.class);
    }

    @Test
    void aFailureIsToldToAllWhoWaitedAndAskedOnce() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        CountDownLatch first = new CountDownLatch(1);
        AccessTokens tokens = tokens(() -> {
            asked.incrementAndGet();
            first.countDown();
            await(answer);
            throw unavailable(Optional.empty());
        });
        Callable<Boolean> refused = () -> {
            assertThatThrownBy(tokens::get).isInstanceOf(EhrUnavailableException.class);
            return true;
        };
        List<Future<Boolean>> all =
                IntStream.range(0, MANY).mapToObj(n -> threads.submit(refused)).toList();
        await(first);
        answer.countDown();
        for (Future<Boolean> one : all) {
            assertThat(one.get()).isTrue();
        }
        assertThat(asked).hasValue(1);
    }

    @Test
    void retryAfterOfTheTokenEndpointIsRespected() {
        AtomicInteger asked = new AtomicInteger();
        AccessTokens tokens = tokens(() -> {
            asked.incrementAndGet();
            throw unavailable(Optional.of(Duration.ofSeconds(60)));
        });
        assertThatThrownBy(tokens::get).isInstanceOf(EhrUnavailableException.class);
        clock.forward(Duration.ofSeconds(20));
        EhrUnavailableException second = catchThrowableOfType(EhrUnavailableException.class, tokens::get);
        assertThat(second.retryAfter()).contains(Duration.ofSeconds(40));
        assertThat(second.code()).isEqualTo("token-unavailable");
        assertThat(asked).hasValue(1);
        clock.forward(Duration.ofSeconds(41));
        assertThatThrownBy(tokens::get).isInstanceOf(EhrUnavailableException.class);
        assertThat(asked).hasValue(2);
    }

    @Test
    void aRefusedOneIsReplacedOnceHoweverManyWereRefused() {
        AccessTokens tokens = tokens(this::token);
        Secret first = tokens.get().header();
        tokens.refused(first);
        assertThat(tokens.get().header().reveal()).isEqualTo("Bearer t2");
        tokens.refused(first);
        assertThat(tokens.get().header().reveal()).isEqualTo("Bearer t2");
    }

    private AccessTokens tokens(Supplier<AccessToken> endpoint) {
        return new AccessTokens(endpoint, clock);
    }

    private AccessToken token() {
        return AccessToken.of(
                Secret.of("Bearer t" + fetched.incrementAndGet()),
                new GrantedScopes(Map.of(), false),
                clock.instant(),
                LIFE);
    }

    private static EhrUnavailableException unavailable(Optional<Duration> wait) {
        return EhrUnavailableException.noToken("main", Obstacle.TOKEN_UNAVAILABLE, List.of("http-503"), wait);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }
}
