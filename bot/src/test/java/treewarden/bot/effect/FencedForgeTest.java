package treewarden.bot.effect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import treewarden.domain.CommitId;
import treewarden.domain.MergeMethod;
import treewarden.domain.Person;
import treewarden.domain.Reaction;
import treewarden.forge.CheckRunUpdate;
import treewarden.forge.NewCheckRun;
import treewarden.forge.RepositoryForge;

class FencedForgeTest {
    private static final CheckRunUpdate CONTENT = CheckRunUpdate.goesOn("Title", "Summary");

    private final List<String> reached = new ArrayList<>();

    private interface Write {
        void to(RepositoryForge forge);
    }

    static Stream<Write> writes() {
        var run = new NewCheckRun(new CommitId("a".repeat(40)), "Treewarden", "", null, CONTENT);
        return Stream.of(
                forge -> forge.createCheckRun(run),
                forge -> forge.updateCheckRun(1, CONTENT),
                forge -> forge.createComment(1, "Hello."),
                forge -> forge.updateComment(1, "Hello."),
                forge -> forge.addLabels(1, List.of("skill")),
                forge -> forge.removeLabel(1, "skill"),
                forge -> forge.react(1, Reaction.EYES),
                forge -> forge.approve(1, new CommitId("a".repeat(40)), "Approved."),
                forge -> forge.dismissReview(1, 1, "The head moved."),
                forge -> forge.merge(1, new CommitId("a".repeat(40)), MergeMethod.MERGE),
                forge -> forge.assign(1, new Person(1, "grace")),
                forge -> forge.unassign(1, new Person(1, "grace")),
                forge -> forge.createIssue("A week", "Hello.", List.of()),
                forge -> forge.close(1));
    }

    @ParameterizedTest
    @MethodSource("writes")
    void whoLostTheLeaseWritesNothing(Write write) {
        var fenced = new FencedForge(recording(), () -> {
            throw new IllegalStateException("another worker has taken over");
        });

        assertThatIllegalStateException().isThrownBy(() -> write.to(fenced));
        assertThat(reached).isEmpty();
    }

    @Test
    void everyWriteOfThePortIsFenced() {
        var fences = new ArrayList<String>();
        var fenced = new FencedForge(recording(), () -> fences.add("asked"));

        writes().forEach(write -> write.to(fenced));

        assertThat(fences).hasSize(14);
        assertThat(reached).hasSize(14);
        assertThat(RepositoryForge.class.getMethods()).hasSize(35);
    }

    private RepositoryForge recording() {
        return (RepositoryForge) Proxy.newProxyInstance(
                RepositoryForge.class.getClassLoader(),
                new Class<?>[] {RepositoryForge.class},
                (proxy, method, arguments) -> {
                    reached.add(method.getName());
                    return null;
                });
    }
}
