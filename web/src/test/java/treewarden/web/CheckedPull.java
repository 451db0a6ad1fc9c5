package treewarden.web;

import java.time.Instant;
import java.util.List;
import treewarden.domain.CheckedLeaf;
import treewarden.domain.CommitId;
import treewarden.domain.Contribution;
import treewarden.domain.ContributionId;
import treewarden.domain.ContributionState;
import treewarden.domain.Decision;
import treewarden.domain.Digest;
import treewarden.domain.Leaf;
import treewarden.domain.LeafKind;
import treewarden.domain.Person;
import treewarden.domain.Repository;
import treewarden.domain.SkillExample;
import treewarden.domain.StoredLeaf;
import treewarden.sandbox.github.PullRequest;
import treewarden.store.Run;
import treewarden.store.RunOutcome;
import treewarden.store.Transaction;

/** A pull request with one skill, as a check that found nothing wrong leaves it in the database. */
record CheckedPull(Repository repository, PullRequest pull, String topic, Instant at) {
    private static final String TEXT = "version: 3\n";

    void save(Transaction transaction) {
        transaction.apply(new Decision(contribution(), List.of(), List.of(), "treewarden", "it was checked"));
        transaction.runs().save(run());
    }

    private ContributionId id() {
        return new ContributionId(repository.id(), pull.number());
    }

    private CommitId head() {
        return new CommitId(pull.headSha());
    }

    private String leaf() {
        return "compositional_skills/" + topic;
    }

    private String path() {
        return leaf() + "/qna.yaml";
    }

    private Contribution contribution() {
        return new Contribution(
                id(),
                repository,
                "Add " + topic,
                new Person(pull.author().id(), pull.author().login()),
                head(),
                ContributionState.AWAITING_TRIAGE,
                List.of(LeafKind.FREEFORM_SKILL),
                List.of(leaf()),
                1,
                0,
                0,
                null,
                null,
                true,
                null,
                null,
                at,
                at,
                at,
                0);
    }

    private Run run() {
        return new Run(
                id(),
                head(),
                RunOutcome.PASSED,
                List.of(new CheckedLeaf(path(), 3, List.of(), skill())),
                List.of(),
                at,
                new Run.Content(
                        Digest.of(pull.headSha()).hex().substring(0, 40),
                        "main",
                        List.of(new StoredLeaf(path(), Digest.of(TEXT)))));
    }

    private Leaf skill() {
        return new Leaf.Skill(
                leaf(),
                3,
                "ada",
                "Write " + topic,
                List.of(new SkillExample(null, "Write one, please.", "Here is one.")));
    }
}
