// placeholder until the first file of Bytes stands
