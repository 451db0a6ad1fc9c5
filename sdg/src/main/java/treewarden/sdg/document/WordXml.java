package treewarden.sdg.document;

import java.io.ByteArrayInputStream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * Reads one XML part of a Word document, event by event. Names are without their namespaces: there are two families of
 * them, and they agree in the rest. No document type, no entities, nothing from outside.
 */
final class WordXml {
    private static final int DEEPEST = 256;

    private final XMLStreamReader xml;
    private final String part;
    private int depth;

    private WordXml(XMLStreamReader xml, String part) {
        this.xml = xml;
        this.part = part;
    }

    static WordXml of(String part, byte[] bytes) throws UnreadableException {
        // The JDK's own, whatever lies on the class path.
        var factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, false);
        factory.setXMLResolver((publicId, systemId, base, namespace) -> {
            throw new XMLStreamException("it refers to something outside");
        });
        try {
            return new WordXml(factory.createXMLStreamReader(new ByteArrayInputStream(bytes)), part);
        } catch (XMLStreamException e) {
            throw malformed(part, e);
        }
    }

    /** Goes to the next start, end or text. False at the end of the part. */
    boolean next() throws UnreadableException {
        try {
            while (xml.hasNext()) {
                switch (xml.next()) {
                    case XMLStreamConstants.START_ELEMENT -> {
                        if (++depth > DEEPEST) {
                            throw new UnreadableException(part + " in it is nested more than " + DEEPEST
                                    + " deep, which no word processor writes: save it anew");
                        }
                        return true;
                    }
                    case XMLStreamConstants.END_ELEMENT -> {
                        depth--;
                        return true;
                    }
                    case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE -> {
                        return true;
                    }
                    case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE ->
                        throw new UnreadableException(
                                part
                                        + " in it declares a document type or an entity, which no word processor writes: save it anew");
                    default -> {}
                }
            }
            return false;
        } catch (XMLStreamException | IllegalArgumentException e) {
            throw malformed(part, e);
        }
    }

    private static UnreadableException malformed(String part, Exception e) {
        return new UnreadableException(part + " in it is not the XML of a word processor ("
                + MarkdownWriter.oneLine(String.valueOf(e.getMessage())) + "): save it anew, and check that it opens");
    }

    boolean isStart() {
        return xml.isStartElement();
    }

    boolean isEnd() {
        return xml.isEndElement();
    }

    /** The element's name, at its start or end. */
    String name() {
        return xml.getLocalName();
    }

    String text() {
        return xml.getText();
    }

    /** An attribute of the element that starts here, whatever its namespace. */
    @Nullable
    String attribute(String name) {
        for (int i = 0; i < xml.getAttributeCount(); i++) {
            if (xml.getAttributeLocalName(i).equals(name)) {
                return xml.getAttributeValue(i);
            }
        }
        return null;
    }

    /** A whole number in {@code val}; the other where there is none. */
    int number(int otherwise) {
        var value = attribute("val");
        return value != null && value.matches("[0-9]{1,6}") ? Integer.parseInt(value) : otherwise;
    }

    /** Whether a property that is on by being there is not switched off. */
    boolean isOn() {
        var value = attribute("val");
        return value == null || !value.equals("0") && !value.equals("false") && !value.equals("off");
    }

    /** Goes to the end of the element that started here. */
    void skip() throws UnreadableException {
        int outside = depth - 1;
        while (depth > outside && next()) {
            // What is inside is not read.
        }
    }
}
