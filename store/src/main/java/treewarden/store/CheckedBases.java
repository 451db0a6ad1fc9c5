package treewarden.store;

import java.util.Optional;
import treewarden.domain.ContributionId;

/** The branches that pull requests were last checked against: another one makes another difference of the same head. */
public final class CheckedBases {
    private final Session session;

    CheckedBases(Session session) {
        this.session = session;
    }

    public Optional<String> find(ContributionId pullRequest) {
        return session.handle()
                .createQuery("select branch from checked_base where repository = :repository and number = :number")
                .bind("repository", pullRequest.repository())
                .bind("number", pullRequest.number())
                .mapTo(String.class)
                .findOne();
    }

    public void remember(ContributionId pullRequest, String branch) {
        session.handle()
                .createUpdate("""
                        insert into checked_base (repository, number, branch) values (:repository, :number, :branch)
                        on conflict (repository, number) do update set branch = excluded.branch
                        """)
                .bind("repository", pullRequest.repository())
                .bind("number", pullRequest.number())
                .bind("branch", Columns.text(branch))
                .execute();
    }
}
