package treewarden.web.audit;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import treewarden.domain.ContributionId;
import treewarden.domain.Printable;
import treewarden.store.AuditFilter;
import treewarden.store.Tables;

/**
 * What the address asks the audit for; an empty text stands for all.
 *
 * @param contribution {@code owner/name#12}
 * @param from the first day, as {@code 2026-11-22}, in UTC
 * @param until the last day
 * @param before only rows with a lower number; {@link Long#MAX_VALUE} for the latest
 */
public record AuditQuery(String person, String contribution, String action, String from, String until, long before) {
    private static final int LONGEST = 200;
    private static final Pattern CONTRIBUTION = Pattern.compile("([^/#\\s]+)/([^/#\\s]+)#([1-9]\\d{0,8})");

    /** Reads parameters. */
    public static AuditQuery of(Function<String, @Nullable String> parameters) {
        var before = parameter(parameters, "before");
        return new AuditQuery(
                parameter(parameters, "person"),
                parameter(parameters, "contribution"),
                parameter(parameters, "action"),
                parameter(parameters, "from"),
                parameter(parameters, "until"),
                before.matches("[1-9]\\d{0,17}") ? Long.parseLong(before) : Long.MAX_VALUE);
    }

    private static String parameter(Function<String, @Nullable String> parameters, String name) {
        var value = parameters.apply(name);
        return value == null
                ? ""
                : value.strip().substring(0, Math.min(value.strip().length(), LONGEST));
    }

    /**
     * What it comes to.
     *
     * @param query what of it was understood
     * @param nonsense what was not, and so is not asked for
     */
    public record Understood(AuditFilter filter, AuditQuery query, List<Nonsense> nonsense) {
        public Understood {
            nonsense = List.copyOf(nonsense);
        }

        /** What was not understood, and what is shown instead, in sentences. */
        public List<String> complaints() {
            return nonsense.stream()
                    .map(each -> each.words() + " " + each.instead())
                    .toList();
        }
    }

    /**
     * Something that makes no sense.
     *
     * @param words what it is, and what would make sense, as a sentence
     * @param instead what is shown, as a sentence
     */
    public record Nonsense(String words, String instead) {}

    /** Reads it with the names that are known. */
    public Understood understood(Tables tables) {
        var nonsense = new ArrayList<Nonsense>();
        var last = day(until, "until", nonsense);
        var first = day(from, "from", nonsense);
        var about = contribution.isEmpty() ? null : contribution(tables, nonsense);
        var filter = AuditFilter.ALL
                .person(orNull(person))
                .action(orNull(action))
                .contribution(about)
                .between(
                        first == null
                                ? null
                                : first.atStartOfDay(ZoneOffset.UTC).toInstant(),
                        last == null
                                ? null
                                : last.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant());
        var query = new AuditQuery(
                person,
                about == null ? "" : contribution,
                action,
                first == null ? "" : from,
                last == null ? "" : until,
                before);
        return new Understood(filter, query, nonsense);
    }

    private @Nullable ContributionId contribution(Tables tables, List<Nonsense> nonsense) {
        var matcher = CONTRIBUTION.matcher(contribution);
        if (matcher.matches()) {
            for (var known : tables.repositories().list()) {
                var repository = known.repository();
                if (repository.owner().equalsIgnoreCase(matcher.group(1))
                        && repository.name().equalsIgnoreCase(matcher.group(2))) {
                    return new ContributionId(repository.id(), Integer.parseInt(matcher.group(3)));
                }
            }
        }
        nonsense.add(new Nonsense(
                "There is no contribution " + Printable.quoted(contribution) + "; write it as owner/name#12.",
                "All are shown."));
        return null;
    }

    private static @Nullable LocalDate day(String text, String name, List<Nonsense> nonsense) {
        if (text.isEmpty()) {
            return null;
        }
        try {
            var day = LocalDate.parse(text);
            if (day.getYear() >= 1970 && day.getYear() <= 9999) {
                return day;
            }
        } catch (DateTimeParseException e) {
            // Said below, as for a day that no row can have.
        }
        nonsense.add(new Nonsense(
                "There is no day " + Printable.quoted(text) + " for \"" + name + "\"; write it as 2026-11-22.",
                "No day is asked for."));
        return null;
    }

    /** The same, further back. */
    public AuditQuery before(long number) {
        return new AuditQuery(person, contribution, action, from, until, number);
    }

    boolean isFiltered() {
        return !(person + contribution + action + from + until).isEmpty();
    }

    /** This view as the end of an address: empty, or with a question mark in front. */
    public String address() {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("person", person);
        parameters.put("contribution", contribution);
        parameters.put("action", action);
        parameters.put("from", from);
        parameters.put("until", until);
        parameters.put("before", before == Long.MAX_VALUE ? "" : Long.toString(before));
        var given = parameters.entrySet().stream()
                .filter(each -> !each.getValue().isEmpty())
                .map(each -> each.getKey() + "=" + URLEncoder.encode(each.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return given.isEmpty() ? "" : "?" + given;
    }

    private static @Nullable String orNull(String text) {
        return text.isEmpty() ? null : text;
    }
}
