package treewarden.bench.incremental;

import java.nio.charset.StandardCharsets;

/** A skill that is like no other, so that no check takes its rows for those of another one. */
final class SkillLeaf {
    private static final String[] THINGS = {
        "harbours", "violins", "glaciers", "orchards", "bridges", "lanterns", "comets", "ferns", "kettles", "sparrows"
    };
    private static final String[] FORMS = {"limerick", "riddle", "toast", "headline", "letter", "proverb", "speech"};

    private SkillLeaf() {}

    static String path(int number) {
        return "compositional_skills/writing/part" + number % 20 + "/leaf" + number + "/qna.yaml";
    }

    static byte[] bytes(int number, String version) {
        var out = new StringBuilder("""
                version: 2
                created_by: bench
                task_description: Write short texts about everyday things, number %d.
                seed_examples:
                """.formatted(number));
        for (int example = 0; example < 6; example++) {
            var thing = THINGS[(number + example) % THINGS.length];
            var form = FORMS[(number / THINGS.length + example) % FORMS.length];
            out.append("""
                      - question: Write a %1$s about %2$s, as number %3$d of series %4$d would.
                        answer: |
                          This %1$s of series %4$d tells of %2$s, which number %3$d has seen.
                          It is the %5$s of them.
                    """.formatted(form, thing, example, number, version));
        }
        return out.toString().getBytes(StandardCharsets.UTF_8);
    }
}
