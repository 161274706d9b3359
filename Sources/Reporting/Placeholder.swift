// placeholder until the first file of Reporting stands
