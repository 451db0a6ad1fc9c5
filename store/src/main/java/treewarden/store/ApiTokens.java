package treewarden.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.statement.StatementContext;
import treewarden.domain.Digest;

/** The tokens of the API. Rows are only added and revoked, so that a name always means the same holder. */
public final class ApiTokens {
    private static final Duration A_MINUTE = Duration.ofMinutes(1);

    private final Session session;

    ApiTokens(Session session) {
        this.session = session;
    }

    public List<ApiToken> list() {
        return session.handle()
                .createQuery("select * from api_token order by name")
                .map(ApiTokens::row)
                .list();
    }

    /** The token that is kept under this digest, whether it is valid or not. */
    public Optional<ApiToken> find(Digest digest) {
        return session.handle()
                .createQuery("select * from api_token where digest = :digest")
                .bind("digest", digest.hex())
                .map(ApiTokens::row)
                .findOne();
    }

    /** Keeps a new one; false where its name was given before. */
    public boolean add(ApiToken token) {
        return session.handle()
                        .createUpdate("""
                                insert into api_token (name, digest, scopes, created_by, created_at, expires_at)
                                values (:name, :digest, :scopes, :by, :created, :expires)
                                on conflict (name) do nothing
                                """)
                        .bind("name", Columns.text(token.name()))
                        .bind("digest", token.digest().hex())
                        .bind("scopes", token.scopes().stream().sorted().collect(Collectors.joining(" ")))
                        .bind("by", Columns.text(token.createdBy()))
                        .bind("created", token.createdAt().toEpochMilli())
                        .bind("expires", token.expiresAt().toEpochMilli())
                        .execute()
                == 1;
    }

    /** From now on its holder is not let in; false where there is no such token that is not revoked yet. */
    public boolean revoke(String name) {
        return session.handle()
                        .createUpdate(
                                "update api_token set revoked_at = :now where name = :name and revoked_at is null")
                        .bind("now", session.now())
                        .bind("name", Columns.text(name))
                        .execute()
                == 1;
    }

    /** Whether {@link #used} would write anything. */
    public boolean isUseUnknown(ApiToken token) {
        var used = token.usedAt();
        return used == null || used.plus(A_MINUTE).toEpochMilli() <= session.now();
    }

    /** Notes that it was used now. */
    public void used(ApiToken token) {
        session.handle()
                .createUpdate("update api_token set used_at = :now where name = :name")
                .bind("now", session.now())
                .bind("name", token.name())
                .execute();
    }

    private static ApiToken row(ResultSet row, StatementContext context) throws SQLException {
        return new ApiToken(
                row.getString("name"),
                new Digest(row.getString("digest")),
                Arrays.stream(row.getString("scopes").split(" ")).collect(Collectors.toSet()),
                row.getString("created_by"),
                Columns.instant(row, "created_at"),
                Columns.instant(row, "expires_at"),
                Columns.instantOrNull(row, "used_at"),
                Columns.instantOrNull(row, "revoked_at"));
    }
}
