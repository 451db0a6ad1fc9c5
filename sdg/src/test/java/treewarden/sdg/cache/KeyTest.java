package treewarden.sdg.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import treewarden.sdg.teacher.Answer;
import treewarden.sdg.teacher.Ask;
import treewarden.sdg.teacher.JsonSchemaFormat;
import treewarden.sdg.teacher.Prompt;
import treewarden.sdg.teacher.Sampling;
import treewarden.sdg.teacher.Teacher;

class KeyTest {
    private static final Sampling PLAIN = new Sampling(0, 256, null, Map.of());
    private static final Teacher CHAT = new Named("m", "chat");

    private final Set<Key> seen = new HashSet<>();

    @Test
    void whateverDecidesAnAnswerIsInItsKey() {
        assertNew(CHAT, ask("s", "u", PLAIN));
        assertNew(CHAT, ask("s", "u ", PLAIN));
        assertNew(CHAT, ask("su", "", PLAIN));
        assertNew(CHAT, ask("", "su", PLAIN));
        assertNew(CHAT, ask("s", "u", PLAIN.withTemperature(0.3)));
        assertNew(CHAT, ask("s", "u", PLAIN.withMaxTokens(512)));
        assertNew(CHAT, ask("s", "u", PLAIN.withSeed(0)));
        assertNew(CHAT, ask("s", "u", PLAIN.withSeed(1)));
        assertNew(CHAT, ask("s", "u", new Sampling(0, 256, null, Map.of("top_p", 1))));
        assertNew(CHAT, ask("s", "u", new Sampling(0, 256, null, Map.of("top_p", "1"))));
        assertNew(CHAT, ask("s", "u", new Sampling(0, 256, null, Map.of("stop", List.of("a", "b")))));
        assertNew(CHAT, ask("s", "u", new Sampling(0, 256, null, Map.of("stop", List.of("ab")))));
        assertNew(CHAT, ask("s", "u", new Sampling(0, 256, null, Map.of("stop", List.of("a"), "b", true))));
        assertNew(CHAT, ask("s", "u", PLAIN.withFormat(new JsonSchemaFormat("judge", "{}"))));
        assertNew(CHAT, ask("s", "u", PLAIN.withFormat(new JsonSchemaFormat("judge", "{ }"))));
        assertNew(CHAT, ask("s", "u", PLAIN.withFormat(new JsonSchemaFormat("other", "{}"))));
        assertNew(new Named("m", "completions"), ask("s", "u", PLAIN));
        assertNew(new Named("m2", "chat"), ask("s", "u", PLAIN));
    }

    @Test
    void theNameThatTheServerGivesItselfIsInIt() {
        var question = Key.of(CHAT, ask("s", "u", PLAIN));

        assertThat(question.answeredBy("one"))
                .isEqualTo(question.answeredBy("one"))
                .isNotEqualTo(question.answeredBy("two"))
                .isNotEqualTo(question);
    }

    @Test
    void theOrderOfFieldsInAPipelineFileIsNot() {
        var oneOrder = new LinkedHashMap<String, Object>();
        var other = new LinkedHashMap<String, Object>();
        for (int i = 0; i < 20; i++) {
            oneOrder.put("f" + i, Map.of("a", i, "b", i));
            other.put("f" + (19 - i), Map.of("b", 19 - i, "a", 19 - i));
        }

        assertThat(Key.of(CHAT, ask("s", "u", new Sampling(0, 9, 1L, oneOrder))))
                .isEqualTo(Key.of(CHAT, ask("s", "u", new Sampling(0, 9, 1L, other))));
    }

    /** A key that differs on another day would cost a whole data set: only a reason makes it worth changing this. */
    @Test
    void itIsTheSameToday() {
        var sampling =
                new Sampling(0.7, 2048, 42L, Map.of("top_p", 0.9)).withFormat(new JsonSchemaFormat("judge", "{}"));

        assertThat(Key.of(CHAT, ask("You judge.", "Grüße", sampling)).answeredBy("served"))
                .isEqualTo(new Key(
                        -6863341147759386706L, 4528046023504473443L, -3047057137324125985L, -6872655622695229030L));
    }

    private void assertNew(Teacher teacher, Ask ask) {
        assertThat(seen.add(Key.of(teacher, ask)))
                .as("a key of its own: " + ask)
                .isTrue();
        assertThat(Key.of(teacher, ask)).isEqualTo(Key.of(teacher, ask));
    }

    private static Ask ask(String system, String user, Sampling sampling) {
        return new Ask(new Prompt(system, user), sampling);
    }

    private record Named(String model, String way) implements Teacher {
        @Override
        public CompletableFuture<Answer> ask(Ask ask) {
            throw new AssertionError("a key asks nobody");
        }

        @Override
        public int concurrency() {
            return 1;
        }

        @Override
        public String manner(Ask ask) {
            return way;
        }
    }
}
