package treewarden.sandbox.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FaultsTest {

    private final Faults faults = new Faults();

    @ParameterizedTest
    @CsvSource({
        "/repos/*/*/issues/*/comments, /repos/a/b/issues/1/comments, true",
        "/repos/*/*/issues/*/comments, /repos/a/b/issues/1/comments/2, false",
        "/repos/*/*/issues, /repos/a/b/c/issues, false",
        "/repos/**, /repos/a/b/c/issues, true",
        "/v1/**, /v1/completions, true",
        "/a.b, /aXb, false",
        "**, /anything/at all, true",
    })
    void aPathIsMatchedSegmentBySegment(String pattern, String path, boolean expected) {
        assertThat(PathPattern.of(pattern).matches(path)).isEqualTo(expected);
    }

    @Test
    void aRuleForTheNextRequestsIsUsedUp() {
        faults.next(2, "POST", "/x", Fault.status(500));

        assertThat(faults.take("POST", "/x")).isPresent();
        assertThat(faults.take("GET", "/x")).isEmpty();
        assertThat(faults.take("POST", "/x")).isPresent();
        assertThat(faults.take("POST", "/x")).isEmpty();
    }

    @Test
    void rulesAreMetInTheOrderInWhichTheyWereGiven() {
        faults.next("*", "/x", Fault.dropConnection());
        faults.always("*", "/x", Fault.cutOff());

        assertThat(faults.take("GET", "/x")).contains(Fault.dropConnection());
        assertThat(faults.take("GET", "/x")).contains(Fault.cutOff());
        assertThat(faults.take("GET", "/x")).contains(Fault.cutOff());

        faults.clear();

        assertThat(faults.take("GET", "/x")).isEmpty();
    }

    @Test
    void everySoManiethRequestCanBeHit() {
        faults.every(3, "GET", "/x", Fault.dropConnection());

        assertThat(java.util.stream.IntStream.range(0, 7)
                        .mapToObj(i -> faults.take("GET", "/x").isPresent()))
                .containsExactly(false, false, true, false, false, true, false);
    }
}
