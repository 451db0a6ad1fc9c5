package treewarden.web;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** The rules of axe-core, which the driver of the browser brings into a page past its content security policy. */
final class Axe {
    /** One line for each thing that is wrong: how bad, which rule, where, and what axe says of it. */
    private static final String ASK = """
            (only) => axe.run(document, {
              resultTypes: ['violations'],
              preload: false,
              ...(only ? {runOnly: [only]} : {rules: {'target-size': {enabled: true}}}),
            }).then(({violations}) => violations.flatMap(({id, impact, nodes}) => nodes.map((node) =>
              `${impact} ${id}: ${node.target.join(' ')}: ${node.failureSummary.replace(/\\s+/g, ' ')}`)))""";

    private static final String SCRIPT = script();

    private Axe() {}

    /** Brings the rules into every page that is opened from now on. */
    static void into(Page page) {
        page.addInitScript(SCRIPT);
    }

    /** What is wrong with a page. */
    @SuppressWarnings("unchecked")
    static List<String> complaints(Page page) {
        return (List<String>) page.evaluate(ASK, null);
    }

    /** What is wrong with its colours alone, which is all that another colour scheme changes. */
    @SuppressWarnings("unchecked")
    static List<String> complaintsAboutColours(Page page) {
        return (List<String>) page.evaluate(ASK, "color-contrast");
    }

    private static String script() {
        try (var in = Objects.requireNonNull(Axe.class.getResourceAsStream("/axe.min.js"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
