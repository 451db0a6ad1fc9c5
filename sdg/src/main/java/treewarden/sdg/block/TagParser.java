package treewarden.sdg.block;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import treewarden.domain.Printable;

/**
 * Items between start and end tags. An item has each column once: texts are put together by their place in the answer,
 * so that one that is missing costs its own item and does not shift the others. A text with a start tag in it lost its
 * end, and is not taken.
 *
 * @param tags by output column, in the order of the pipeline file
 */
record TagParser(Map<String, Tags> tags) implements AnswerParser {
    /** Both empty where the whole answer is the text. */
    record Tags(String start, String end, Pattern starts, Pattern ends) {
        Tags(String start, String end) {
            this(start, end, literal(start), literal(end));
        }

        boolean isWhole() {
            return start.isEmpty() && end.isEmpty();
        }
    }

    private record Found(int at, String text) {}

    static TagParser read(List<String> columns, PromptFile prompt, Problems problems) {
        var tags = new LinkedHashMap<String, Tags>();
        for (int i = 0; i < columns.size(); i++) {
            var start = i < prompt.startTags().size() ? prompt.startTags().get(i) : null;
            var end = i < prompt.endTags().size() ? prompt.endTags().get(i) : null;
            if (start == null || end == null || start.isEmpty() != end.isEmpty()) {
                problems.add("the prompt " + prompt.name() + " has no start tag and end tag for the output column "
                        + columns.get(i));
            } else {
                tags.put(columns.get(i), new Tags(start, end));
            }
        }
        return new TagParser(tags);
    }

    @Override
    public Parsed parse(String answer) {
        var found = new LinkedHashMap<String, List<Found>>();
        int broken = 0;
        for (var column : tags.entrySet()) {
            var texts = new ArrayList<Found>();
            for (var text : texts(column.getValue(), answer)) {
                if (text.text().isEmpty() || hasStartTag(text.text())) {
                    broken++;
                } else {
                    texts.add(text);
                }
            }
            found.put(column.getKey(), texts);
        }
        return together(found, broken, answer);
    }

    private static List<Found> texts(Tags tags, String answer) {
        if (tags.isWhole()) {
            return answer.isBlank() ? List.of() : List.of(new Found(0, answer.strip()));
        }
        var start = tags.starts().matcher(answer);
        var end = tags.ends().matcher(answer);
        var texts = new ArrayList<Found>();
        int from = 0;
        while (start.find(from) && end.find(start.end())) {
            texts.add(new Found(
                    start.start(), answer.substring(start.end(), end.start()).strip()));
            from = end.end();
        }
        return texts;
    }

    private static Pattern literal(String tag) {
        return Pattern.compile(tag, Pattern.LITERAL | Pattern.CASE_INSENSITIVE);
    }

    private boolean hasStartTag(String text) {
        return tags.values().stream()
                .anyMatch(tag -> !tag.isWhole() && tag.starts().matcher(text).find());
    }

    private Parsed together(Map<String, List<Found>> found, int broken, String answer) {
        for (var column : found.entrySet()) {
            if (column.getValue().isEmpty()) {
                return new Parsed(List.of(), broken, false, missing(column.getKey(), answer));
            }
        }
        var leading = found.values().iterator().next();
        boolean single = found.values().stream().allMatch(texts -> texts.size() == 1);
        var items = new ArrayList<Map<String, String>>();
        for (int i = 0; i < leading.size(); i++) {
            int from = single ? 0 : leading.get(i).at();
            int to = i + 1 < leading.size() ? leading.get(i + 1).at() : Integer.MAX_VALUE;
            var item = item(found, from, to);
            if (item == null) {
                broken++;
            } else {
                items.add(item);
            }
        }
        return new Parsed(
                items,
                broken,
                tags.values().stream().allMatch(Tags::isWhole),
                "has no item with each of its parts once");
    }

    private static @Nullable Map<String, String> item(Map<String, List<Found>> found, int from, int to) {
        var item = new LinkedHashMap<String, String>();
        for (var column : found.entrySet()) {
            var here = column.getValue().stream()
                    .filter(text -> text.at() >= from && text.at() < to)
                    .toList();
            if (here.size() != 1) {
                return null;
            }
            item.put(column.getKey(), here.get(0).text());
        }
        return item;
    }

    private String missing(String column, String answer) {
        var tag = tags.get(column);
        if (answer.isBlank() || tag == null || tag.isWhole()) {
            return "is empty";
        }
        var lacks = !literal(tag.start()).matcher(answer).find() ? tag.start() : tag.end();
        return literal(lacks).matcher(answer).find()
                ? "has nothing between " + tag.start() + " and " + tag.end()
                : "has no " + lacks + "; it begins with " + Printable.quoted(answer.strip());
    }
}
