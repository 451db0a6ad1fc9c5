package treewarden.taxonomy.rules;

import java.util.List;

/** The rules, in the order in which they are documented. */
public final class Rules {
    public static final List<Rule> ALL = List.of(new TemplateOnly());

    private Rules() {}
}
