package treewarden.taxonomy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import treewarden.domain.Finding;
import treewarden.domain.Position;
import treewarden.domain.Severity;
import treewarden.taxonomy.rules.Remark;
import treewarden.taxonomy.rules.Rule;
import treewarden.taxonomy.rules.Rules;
import treewarden.taxonomy.rules.Subject;
import treewarden.taxonomy.rules.TemplateOnly;

/** The rules beyond the reference that a configuration switches on, with the weight that it gives them. */
record ActiveRules(List<Active> rules, Severity onEmpty) {
    /** More findings of one rule in one file are counted, not listed. */
    private static final int MOST = 100;

    /** A rule and its weight. */
    record Active(Rule rule, Severity severity) {}

    static ActiveRules of(ValidationConfig config) {
        if (config.rules() == RuleSet.REFERENCE) {
            return new ActiveRules(List.of(), Severity.WARNING);
        }
        refuseUnknown(config.settings());
        var active = new ArrayList<Active>();
        for (var rule : Rules.ALL) {
            var setting = config.settings().getOrDefault(rule.name(), rule.standard());
            if (setting != RuleSetting.OFF) {
                active.add(new Active(rule, setting == RuleSetting.ERROR ? Severity.ERROR : Severity.WARNING));
            }
        }
        return new ActiveRules(List.copyOf(active), weightOfEmptiness(active));
    }

    /** The reference only warns of an empty file. Where text that is only template counts, no text at all counts as much. */
    private static Severity weightOfEmptiness(List<Active> active) {
        return active.stream()
                .filter(a -> a.rule() instanceof TemplateOnly)
                .map(Active::severity)
                .findFirst()
                .orElse(Severity.WARNING);
    }

    private static void refuseUnknown(Map<String, RuleSetting> settings) {
        var unknown = new TreeSet<>(settings.keySet());
        var known = Rules.ALL.stream().map(Rule::name).collect(Collectors.toSet());
        unknown.removeAll(known);
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException("There is no rule " + String.join(", ", unknown)
                    + ". The rules that can be set are " + String.join(", ", new TreeSet<>(known)) + ".");
        }
    }

    boolean has(Class<? extends Rule> rule) {
        return rules.stream().anyMatch(active -> rule.isInstance(active.rule()));
    }

    List<Finding> onEmpty(String path) {
        return List.of(new Finding(
                "yaml",
                onEmpty,
                path,
                Position.START,
                "",
                "The file is empty.",
                "Write the leaf, beginning with \"version: 3\", or take the file out.",
                null));
    }

    List<Finding> check(String path, Subject subject) {
        var findings = new ArrayList<Finding>();
        for (var active : rules) {
            var remarks = active.rule().check(subject);
            for (var remark : remarks.subList(0, Math.min(MOST, remarks.size()))) {
                findings.add(finding(path, active, remark));
            }
            if (remarks.size() > MOST) {
                var more = remarks.get(MOST);
                findings.add(finding(
                        path,
                        active,
                        new Remark(
                                more.file(),
                                more.at(),
                                "",
                                "From here on there are " + (remarks.size() - MOST) + " more of these.",
                                more.remedy(),
                                null)));
            }
        }
        return findings;
    }

    private static Finding finding(String path, Active active, Remark remark) {
        var about = remark.file() == null ? path : path.substring(0, path.lastIndexOf('/') + 1) + remark.file();
        return new Finding(
                active.rule().name(),
                active.severity(),
                about,
                remark.at(),
                remark.pointer(),
                remark.message(),
                remark.remedy(),
                remark.fix());
    }
}
