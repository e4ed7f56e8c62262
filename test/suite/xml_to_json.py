"""FHIR XML to FHIR JSON, for test data that comes as XML: the program itself reads JSON only.

Which elements are lists and which values are numbers or truths is told by the tables below: what
Questionnaire, QuestionnaireResponse and ValueSet need, no more.
SPDX-License-Identifier: AGPL-3.0-or-later
"""
import json
import sys
import xml.etree.ElementTree as tree

FHIR = '{http://hl7.org/fhir}'
XHTML = '{http://www.w3.org/1999/xhtml}'
LISTS = set('''item answerOption enableWhen initial extension modifierExtension contained entry
identifier.Questionnaire identifier.ValueSet code.Questionnaire code.item answer subjectType useContext contact telecom jurisdiction coding
include concept designation exclude filter derivedFrom instantiates basedOn partOf given line
profile tag security contains parameter valueSet'''.split())
NUMBERS = set('valueInteger valueDecimal maxLength answerInteger answerDecimal total offset value.Quantity'.split())
TRUTHS = set('required repeats readOnly experimental initialSelected answerBoolean valueBoolean '
             'abstract inactive userSelected immutable'.split())


def name_of(element):
    return element.tag.split('}')[1]


def is_list(name, parent):
    if name == 'code':
        return parent in ('Questionnaire', 'item')
    return name in LISTS or name + '.' + parent in LISTS


def primitive(text, name, parent):
    if name in TRUTHS:
        return text == 'true'
    quantity = name == 'value' and parent.endswith('Quantity')
    if name in NUMBERS or quantity:
        return json.loads(text)
    return text


def convert(element, parent):
    """An element's content: a primitive, or an object."""
    name = name_of(element)
    if element.tag.startswith(XHTML):
        return tree.tostring(element, encoding='unicode')
    if 'value' in element.attrib and not len(element):
        return primitive(element.attrib['value'], name, parent)
    if name == 'contained':
        return resource(element[0])
    return members(element, name)


def members(element, name):
    made = {key: element.attrib[key] for key in ('id', 'url') if key in element.attrib}
    for child in element:
        key, value = name_of(child), convert(child, name)
        if is_list(key, name):
            made.setdefault(key, []).append(value)
        else:
            made[key] = value
    return made


def resource(element):
    return {'resourceType': name_of(element), **members(element, name_of(element))}


def read(path):
    """The resource of a file, XML or JSON, as a Python object."""
    if path.endswith('.json'):
        with open(path, encoding='utf-8-sig') as file:
            return json.load(file)
    return resource(tree.parse(path).getroot())


if __name__ == '__main__':
    json.dump(read(sys.argv[1]), sys.stdout)
