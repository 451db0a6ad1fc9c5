package treewarden.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import treewarden.domain.Digest;

class ApiTokensTest extends Contract {
    private final Digest digest = Digest.of("a token");

    @Test
    void aTokenIsFoundByItsDigestUntilItExpiresOrIsRevoked() {
        assertThat(add("dashboard", digest)).isTrue();

        assertThat(found().isValid(clock.instant())).isTrue();
        assertThat(found().scopes()).containsExactlyInAnyOrder("read", "operate");
        assertThat(found().isValid(clock.instant().plus(Duration.ofDays(30)))).isFalse();
        assertThat(database.<Optional<ApiToken>>read(
                        tables -> tables.apiTokens().find(Digest.of("another"))))
                .isEmpty();

        assertThat(revoke("dashboard")).isTrue();
        assertThat(found().isValid(clock.instant())).isFalse();
        assertThat(revoke("dashboard")).isFalse();
    }

    @Test
    void aNameIsGivenOnce() {
        add("dashboard", digest);
        revoke("dashboard");

        assertThat(add("dashboard", Digest.of("another"))).isFalse();
    }

    @Test
    void itsUseIsKnownToTheMinute() {
        add("dashboard", digest);
        database.run(transaction -> transaction.apiTokens().used(found(transaction)));
        assertThat(isUseUnknown()).isFalse();

        clock.advance(Duration.ofMinutes(1));

        assertThat(isUseUnknown()).isTrue();
    }

    private boolean add(String name, Digest its) {
        var now = clock.instant();
        var token = new ApiToken(
                name, its, Set.of("read", "operate"), "ada", now, now.plus(Duration.ofDays(30)), null, null);
        return database.write(transaction -> transaction.apiTokens().add(token));
    }

    private boolean revoke(String name) {
        return database.write(transaction -> transaction.apiTokens().revoke(name));
    }

    private boolean isUseUnknown() {
        return database.read(tables -> tables.apiTokens().isUseUnknown(found(tables)));
    }

    private ApiToken found() {
        return database.read(this::found);
    }

    private ApiToken found(Tables tables) {
        return tables.apiTokens().find(digest).orElseThrow();
    }
}
