package treewarden.bot.effect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import treewarden.domain.CommitId;
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
                forge -> forge.react(1, Reaction.EYES));
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

    /** What only reads; whatever else the port can do must ask first. */
    private static final Set<String> READS = Set.of(
            "account",
            "assignees",
            "blob",
            "canBeAssigned",
            "changedFiles",
            "checkRun",
            "comments",
            "commentsSince",
            "commits",
            "committers",
            "defaultBranch",
            "hasReacted",
            "head",
            "isInTeam",
            "issues",
            "labels",
            "lineComments",
            "openPullRequests",
            "permission",
            "pullRequest",
            "release",
            "reviews",
            "tree");

    @Test
    void everyWriteOfThePortIsFencedAndNoReadIs() throws ReflectiveOperationException {
        for (var method : RepositoryForge.class.getMethods()) {
            var fences = new ArrayList<String>();
            var fenced = new FencedForge(recording(), () -> fences.add("asked"));
            reached.clear();

            method.invoke(
                    fenced,
                    Stream.of(method.getParameterTypes())
                            .map(FencedForgeTest::anything)
                            .toArray());

            assertThat(reached).containsExactly(method.getName());
            assertThat(fences).as(method.getName()).hasSize(READS.contains(method.getName()) ? 0 : 1);
        }
    }

    /** A value of a type; null wherever there can be one. */
    private static @Nullable Object anything(Class<?> type) {
        if (!type.isPrimitive()) {
            return null;
        }
        return type == boolean.class ? (Object) false : type == long.class ? (Object) 0L : (Object) 0;
    }

    private RepositoryForge recording() {
        return (RepositoryForge) Proxy.newProxyInstance(
                RepositoryForge.class.getClassLoader(),
                new Class<?>[] {RepositoryForge.class},
                (proxy, method, arguments) -> {
                    reached.add(method.getName());
                    return method.getReturnType() == boolean.class ? false : null;
                });
    }
}
