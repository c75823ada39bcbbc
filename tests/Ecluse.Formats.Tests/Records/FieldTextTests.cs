using System.Text;
using Ecluse.Records;

namespace Ecluse;

public sealed class FieldTextTests
{
    [Theory]
    [InlineData(FieldKind.Date, "1962")]
    [InlineData(FieldKind.Date, "1962-12")]
    [InlineData(FieldKind.Date, "2000-02-29")]
    [InlineData(FieldKind.Instant, "2020-03")]
    [InlineData(FieldKind.Instant, "2020-03-01T08:15:00+01:00")]
    [InlineData(FieldKind.Instant, "2020-03-01T23:59:59.123456789Z")]
    [InlineData(FieldKind.Instant, "2020-03-01T08:15:00-14:00")]
    [InlineData(FieldKind.Decimal, "5.10")]
    [InlineData(FieldKind.Decimal, "-0.5")]
    [InlineData(FieldKind.Decimal, "0")]
    [InlineData(FieldKind.Decimal, "1234567890123456789012345678")]
    [InlineData(FieldKind.Integer, "-2147483648")]
    [InlineData(FieldKind.Integer, "0")]
    [InlineData(FieldKind.Boolean, "false")]
    [InlineData(FieldKind.Bytes, "YQ==")]
    [InlineData(FieldKind.Text, "Zoé 𝛽 \u0001")]
    public void Has_the_form_of_its_kind(FieldKind kind, string text) =>
        Assert.Equal(FieldFault.None, FieldText.Check(kind, Encoding.UTF8.GetBytes(text)));

    [Theory]
    [InlineData(FieldKind.Date, "1900-02-29", "1900 was no leap year")]
    [InlineData(FieldKind.Date, "0000", "there is no year 0")]
    [InlineData(FieldKind.Date, "1962-13", "there are 12 months")]
    [InlineData(FieldKind.Date, "1962-12-00", "days begin at 1")]
    [InlineData(FieldKind.Date, "19621227", "digits alone are no date")]
    [InlineData(FieldKind.Instant, "2020-03-01T08:15:00", "the offset is missing")]
    [InlineData(FieldKind.Instant, "2020-03-01T08:15+01:00", "the seconds are missing")]
    [InlineData(FieldKind.Instant, "2020-03-01T24:00:00Z", "a day ends at 23:59:59")]
    [InlineData(FieldKind.Instant, "2020-03-01T08:15:00.Z", "a point needs digits")]
    [InlineData(FieldKind.Instant, "2020-03-01T08:15:00+14:30", "no offset is that large")]
    [InlineData(FieldKind.Instant, "2020-03-01T08:15:00+01:00 ", "a blank follows")]
    [InlineData(FieldKind.Decimal, "5,10", "a comma is not a point")]
    [InlineData(FieldKind.Decimal, "05.1", "a useless zero leads")]
    [InlineData(FieldKind.Decimal, ".5", "no digit stands before the point")]
    [InlineData(FieldKind.Decimal, "5.", "no digit follows the point")]
    [InlineData(FieldKind.Decimal, "1e3", "an exponent")]
    [InlineData(FieldKind.Decimal, "-", "a sign alone")]
    [InlineData(FieldKind.Decimal, "", "nothing")]
    [InlineData(FieldKind.Decimal, "12345678901234567890123456789", "29 digits")]
    [InlineData(FieldKind.Decimal, "1.2345678901234567890123456789", "29 digits with a point")]
    [InlineData(FieldKind.Integer, "2147483648", "33 bits")]
    [InlineData(FieldKind.Integer, "007", "leading zeros")]
    [InlineData(FieldKind.Integer, "-0", "zero has no sign")]
    [InlineData(FieldKind.Boolean, "True", "a capital")]
    [InlineData(FieldKind.Bytes, "YQ=", "padding is incomplete")]
    [InlineData(FieldKind.Bytes, "YR==", "the bits left over are not zero")]
    [InlineData(FieldKind.Bytes, "YWJj    ", "blanks")]
    [InlineData(FieldKind.Bytes, "", "nothing")]
    public void Has_not_the_form_of_its_kind(FieldKind kind, string text, string because) =>
        Assert.True(FieldText.Check(kind, Encoding.UTF8.GetBytes(text)) != FieldFault.None, because);

    [Fact]
    public void Must_be_UTF_8() =>
        Assert.Equal(FieldFault.NotUtf8, FieldText.Check(FieldKind.Text, [0x5A, 0xE9]));

    [Fact]
    public void Must_stand_in_the_closed_list_where_the_field_has_one()
    {
        var sex = RecordType.Patient.Field("sex");

        Assert.Equal(FieldFault.None, FieldText.Check(RecordType.Patient, sex, "female"u8));
        Assert.Equal(FieldFault.NotInCodeList, FieldText.Check(RecordType.Patient, sex, "F"u8));
    }
}
