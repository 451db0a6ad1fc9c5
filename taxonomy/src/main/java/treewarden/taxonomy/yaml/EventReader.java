package treewarden.taxonomy.yaml;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.DocumentStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.Event.ID;
import org.yaml.snakeyaml.events.MappingStartEvent;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.reader.ReaderException;
import treewarden.domain.Position;
import treewarden.domain.Printable;

/** Builds the tree from the parser's events, so that an alias or a tag is refused before anything is made of it. */
final class EventReader {
    private final Source source;
    private final Limits limits;
    private final TreeRules rules;
    private int nodes;

    EventReader(Source source, Limits limits) {
        this.source = source;
        this.limits = limits;
        this.rules = new TreeRules();
    }

    YamlDocument read() throws Refused {
        try {
            return new YamlDocument(source, document(), rules.problems(), YamlDocument.Layout.UNKNOWN);
        } catch (MarkedYAMLException e) {
            var mark = e.getProblemMark() != null ? e.getProblemMark() : e.getContextMark();
            throw new Refused(
                    mark == null ? Position.START : position(mark),
                    "The file is not YAML: " + sentence(e) + ".",
                    "Look at this line and the one above: indentation, a colon or an unclosed quote. Text with a colon in it needs quotes.");
        } catch (ReaderException e) {
            throw unreadable(e);
        } catch (YAMLException | IndexOutOfBoundsException | IllegalArgumentException e) {
            throw new Refused(
                    Position.START,
                    "The file is not YAML: " + Printable.plain(String.valueOf(e.getMessage())) + ".",
                    "Compare it with a leaf that passes.");
        }
    }

    private @Nullable Node document() throws Refused {
        var options = new LoaderOptions();
        options.setCodePointLimit(Integer.MAX_VALUE);
        var events = new Yaml(options).parse(new StringReader(source.text())).iterator();
        events.next();
        if (!(events.next() instanceof DocumentStartEvent)) {
            return null;
        }
        var root = node(events, events.next(), 1);
        events.next();
        if (events.next() instanceof DocumentStartEvent second) {
            throw Refusals.secondDocument(position(second.getStartMark()));
        }
        return root;
    }

    private Node node(Iterator<Event> events, Event event, int depth) throws Refused {
        var mark = event.getStartMark();
        refuseForeign(event);
        if (++nodes > limits.nodes()) {
            throw Refusals.tooManyNodes(position(mark), limits);
        }
        if (event instanceof ScalarEvent scalar) {
            return rules.value(scalar(scalar));
        }
        if (depth > limits.depth()) {
            throw Refusals.tooDeep(position(mark), limits);
        }
        return event instanceof MappingStartEvent ? mapping(events, mark, depth) : sequence(events, mark, depth);
    }

    private Node sequence(Iterator<Event> events, Mark mark, int depth) throws Refused {
        var items = new ArrayList<Node>();
        for (var event = events.next(); !event.is(ID.SequenceEnd); event = events.next()) {
            items.add(node(events, event, depth + 1));
        }
        return new Node.Sequence(items, mark.getLine() + 1, mark.getColumn() + 1);
    }

    private Node mapping(Iterator<Event> events, Mark mark, int depth) throws Refused {
        var entries = new ArrayList<Node.Entry>();
        for (var event = events.next(); !event.is(ID.MappingEnd); event = events.next()) {
            refuseForeign(event);
            if (!(event instanceof ScalarEvent key)) {
                throw Refusals.keyIsNoScalar(position(event.getStartMark()));
            }
            entries.add(new Node.Entry(scalar(key), node(events, events.next(), depth + 1)));
        }
        rules.keys(entries);
        return new Node.Mapping(entries, mark.getLine() + 1, mark.getColumn() + 1);
    }

    private void refuseForeign(Event event) throws Refused {
        var at = position(event.getStartMark());
        if (event instanceof AliasEvent alias) {
            throw Refusals.alias(at, alias.getAnchor());
        }
        if (event instanceof NodeEvent node && node.getAnchor() != null) {
            throw Refusals.anchor(at, node.getAnchor());
        }
        var tag = event instanceof ScalarEvent scalar
                ? scalar.getTag()
                : event instanceof CollectionStartEvent collection ? collection.getTag() : null;
        if (tag != null) {
            throw Refusals.tag(at, tag);
        }
    }

    private Node.Scalar scalar(ScalarEvent event) throws Refused {
        var start = event.getStartMark();
        var end = event.getEndMark();
        var text = event.getValue();
        if (Utf8.isLongerThan(text, limits.scalarBytes())) {
            throw Refusals.tooLong(position(start), limits);
        }
        return new Node.Scalar(
                text,
                event.isPlain() ? PlainScalar.kind(text) : ScalarKind.STRING,
                start.getLine() + 1,
                start.getColumn() + 1,
                end.getLine() + 1,
                end.getColumn() + 1);
    }

    private Refused unreadable(ReaderException e) {
        var index = source.text().indexOf(e.getCodePoint());
        return new Refused(
                source.positionOf(Math.max(0, index)),
                String.format(Locale.ROOT, "The character U+%04X is not allowed in YAML.", e.getCodePoint()),
                "Take it out.");
    }

    private static String sentence(MarkedYAMLException e) {
        var context = e.getContext() == null ? "" : e.getContext().strip() + ", ";
        return Printable.plain(context + String.valueOf(e.getProblem()).strip());
    }

    private static Position position(Mark mark) {
        return new Position(mark.getLine() + 1, mark.getColumn() + 1);
    }
}
